using System.Diagnostics;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Engines;

/// <summary>Nodes with one engine, and what they use: the database's statements and the processors' time.</summary>
internal sealed class EngineStage : IAsyncDisposable
{
    private const string Plenty = "1000000";

    private readonly PostgresServer _postgres;

    private EngineStage(PostgresServer postgres, PlatformHost host) => (_postgres, Host) = (postgres, host);

    public PlatformHost Host { get; }

    /// <summary>What all nodes together have used of the processors.</summary>
    public TimeSpan ProcessorTime =>
        Host.Nodes.Aggregate(
            TimeSpan.Zero,
            (sum, node) =>
            {
                using var process = Process.GetProcessById(node.Process.Id);
                return sum + process.TotalProcessorTime;
            }
        );

    public static async Task<EngineStage> StartAsync(EngineMix engine, int nodes)
    {
        var postgres = await PostgresServer.StartAsync("shared_preload_libraries=pg_stat_statements");
        try
        {
            var host = await PlatformHost.StartAsync(
                new PlatformOptions
                {
                    Nodes = nodes,
                    Postgres = postgres,
                    Engines = engine,
                    Environment = new Dictionary<string, string?>
                    {
                        ["Wecom__TicketsPerAppPerHour"] = Plenty,
                        ["Wecom__TicketsPerCorpPerHour"] = Plenty,
                    },
                }
            );
            await host.Database.RunAsync<object>("create extension pg_stat_statements");
            return new EngineStage(postgres, host);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many statements the nodes have sent until now; of those, how many by Orleans itself.</summary>
    public async Task<(long All, long Orleans)> StatementsAsync() =>
        (await CountAsync("true"), await CountAsync("query ~ '(grain_state|silo|orleansquery)'"));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private Task<long> CountAsync(string which) =>
        Host.Database.RunAsync<long>(
            $"""
            select coalesce(sum(calls), 0)::bigint from pg_stat_statements s join pg_database d on d.oid = s.dbid
            where d.datname = current_database() and query !~ 'pg_stat_statements' and {which}
            """
        );
}

using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Network;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>A primary with a standby, and nodes that reach both through networks of their own and read wall clocks of their own.</summary>
public sealed class ChaosStage : IAsyncDisposable
{
    public const int Nodes = 3;

    private readonly PostgresServer _first;
    private readonly PostgresServer _second;
    private readonly List<TcpGate[]> _networks = [];
    private readonly List<ShiftedClock> _clocks = [];

    private ChaosStage(PostgresServer first, PostgresServer second, PlatformHost host, bool isSynchronous)
    {
        (_first, _second, Host, IsSynchronous) = (first, second, host, isSynchronous);
        Primary = first;
    }

    public PlatformHost Host { get; }

    /// <summary>Whether each commit waits for the standby; otherwise a failover loses the last ones.</summary>
    public bool IsSynchronous { get; }

    /// <summary>The server that takes writes.</summary>
    public PostgresServer Primary { get; private set; }

    public bool HasStandby => Primary == _first;

    /// <summary>The platform's database, wherever it is now.</summary>
    public PostgresDatabase Database => new(Host.Database.Name, Primary.ConnectionString(Host.Database.Name));

    public static async Task<ChaosStage> StartAsync(EngineMix engines, bool isSynchronous, IReadOnlyDictionary<string, string?> environment)
    {
        var first = await PostgresServer.StartAsync();
        var second = await first.StandbyAsync(isSynchronous);
        var host = await PlatformHost.StartAsync(
            new PlatformOptions
            {
                Nodes = 0,
                Engines = engines,
                Postgres = first,
                Environment = environment,
            }
        );
        var stage = new ChaosStage(first, second, host, isSynchronous);
        for (var node = 0; node < Nodes; node++)
        {
            // An hour slow, right, and an hour fast.
            var clock = new ShiftedClock(TimeSpan.FromHours(node - 1));
            stage._clocks.Add(clock);
            await host.AddNodeAsync(
                new Dictionary<string, string?>(clock.Environment) { ["ConnectionStrings__Platform"] = stage.Connect() }
            );
        }

        return stage;
    }

    /// <summary>What happens on the node's way to the database.</summary>
    public void OnNetwork(int node, Action<TcpGate> act)
    {
        foreach (var gate in _networks[node])
        {
            act(gate);
        }
    }

    /// <summary>How far the node's wall clock is off.</summary>
    public TimeSpan Offset(int node) => _clocks[node].Offset;

    /// <summary>The node's wall clock jumps; returns when the node has seen it.</summary>
    public Task ShiftAsync(int node, TimeSpan offset)
    {
        _clocks[node].Shift(offset);
        return Host.Nodes[node].ReadsAsync(_clocks[node]);
    }

    public async Task RestartAsync(PostgresStop how, Func<Task> away)
    {
        ArgumentNullException.ThrowIfNull(away);
        await Primary.StopAsync(how);
        await away();
        await Primary.StartAgainAsync();
        if (HasStandby)
        {
            await Eventually.TrueAsync(
                async _ => await Database.RunAsync<long>("select count(*) from pg_stat_replication where state = 'streaming'") > 0,
                "the standby streams again"
            );
        }
    }

    /// <summary>The primary crashes and the standby takes its place. An asynchronous one has not heard of what was committed <paramref name="meanwhile"/>.</summary>
    public async Task FailOverAsync(DisturbanceLog log, Func<Task> meanwhile)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(meanwhile);
        if (IsSynchronous)
        {
            await _first.StopAsync(PostgresStop.Immediate);
            await meanwhile();
        }
        else
        {
            await _first.CaughtUpAsync(_second);
            await log.DuringAsync(
                DisturbanceKind.LostCommits,
                "the standby is behind",
                async () =>
                {
                    await _second.StopAsync();
                    await meanwhile();
                    await _first.StopAsync(PostgresStop.Immediate);
                }
            );
            await _second.StartAgainAsync();
        }

        await _second.PromoteAsync();
        Primary = _second;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var gate in _networks.SelectMany(gates => gates))
        {
            await gate.DisposeAsync();
        }

        _clocks.ForEach(clock => clock.Dispose());
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    private string Connect()
    {
        TcpGate[] gates = [TcpGate.Start(_first.Port), TcpGate.Start(_second.Port)];
        _networks.Add(gates);
        var hosts = string.Join(',', gates.Select(gate => $"127.0.0.1:{gate.Port}"));
        return $"Host={hosts};Username=postgres;Database={Host.Database.Name};Target Session Attributes=primary;Maximum Pool Size=20";
    }
}

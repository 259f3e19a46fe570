using Npgsql;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>A database that has fewer connections than its nodes would like, and other users who take them.</summary>
public sealed class FewConnectionsTests
{
    private const int Most = 16;

    [Fact]
    public async Task Nodes_wait_for_connections_at_their_start_and_without_any_sign_what_they_know()
    {
        await using var postgres = await PostgresServer.StartAsync($"max_connections={Most}", "superuser_reserved_connections=0");
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Postgres = postgres });
        var known = await host.SetUpAppAsync();
        var cold = await host.SetUpAppAsync();

        await using var others = new Hog(host.Database);
        await others.TakeAllAsync();
        var started = Enumerable.Range(0, 6).Select(_ => host.LaunchNode()).ToList();
        foreach (var node in started)
        {
            await Eventually.TrueAsync(
                () => node.Process.Output.Contains("Waiting for the database: 53300", StringComparison.Ordinal),
                "the starting node finds no connection",
                TimeSpan.FromSeconds(60)
            );
        }

        started.ShouldAllBe(node => !node.Process.HasExited);
        await others.ReleaseAsync();
        await Task.WhenAll(started.Select(node => node.WaitUntilReadyAsync(TimeSpan.FromSeconds(60))));
        foreach (var node in host.Nodes)
        {
            await Eventually.TrueAsync(
                async ct => (await node.SignAsync(known.Key, known.SignRequest(), ct)).IsSuccess,
                "the node signs",
                TimeSpan.FromSeconds(90)
            );
        }

        await others.TakeAllAsync();
        await using var load = SignLoad.Start(host, known, callersPerNode: 1);
        foreach (var node in host.Nodes)
        {
            (await node.SignAsync(cold.Key, cold.SignRequest())).ShouldBeRefused(503, "store_unavailable");
        }

        await Eventually.TrueAsync(() => load.Pages.DistinctBy(page => page.Node).Count() == host.Nodes.Count, "all nodes sign");
        await others.ReleaseAsync();
        foreach (var node in host.Nodes)
        {
            await Eventually.TrueAsync(
                async ct => (await node.SignAsync(cold.Key, cold.SignRequest(), ct)).IsSuccess,
                "the node reads again",
                TimeSpan.FromSeconds(90)
            );
        }

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        foreach (var page in await load.StopAsync())
        {
            checker.Check(page.Answer, known.App);
        }

        foreach (var path in new[] { UpstreamLog.CorpTicket, UpstreamLog.AgentTicket })
        {
            (await host.Simulator.CountAsync(known.App.CorpId, path)).ShouldBe(1);
            (await host.Simulator.CountAsync(cold.App.CorpId, path)).ShouldBe(1);
        }
    }

    /// <summary>Takes every connection, those of the nodes too, until it is told to let go.</summary>
    private sealed class Hog(PostgresDatabase database) : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> _taken = [];
        private readonly string _connection = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Pooling = false,
            ApplicationName = "hog",
        }.ConnectionString;

        public Task TakeAllAsync() =>
            Eventually.TrueAsync(
                async ct =>
                {
                    try
                    {
                        var connection = new NpgsqlConnection(_connection);
                        await connection.OpenAsync(ct);
                        _taken.Add(connection);
                    }
                    catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.TooManyConnections)
                    {
                        // Somebody else was quicker, or nothing is left.
                    }

                    if (_taken.Count > 0)
                    {
                        await using var command = new NpgsqlCommand(
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'wecom-platform'",
                            _taken[0]
                        );
                        await command.ExecuteNonQueryAsync(ct);
                    }

                    return _taken.Count == Most;
                },
                "all connections are taken",
                TimeSpan.FromSeconds(60)
            );

        public async Task ReleaseAsync()
        {
            foreach (var connection in _taken)
            {
                await connection.DisposeAsync();
            }

            _taken.Clear();
        }

        public async ValueTask DisposeAsync() => await ReleaseAsync();
    }
}

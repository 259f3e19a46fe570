using Npgsql;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What happens to machines: nodes die and stand still, the database goes and comes, connections are cut. One thing after the other.</summary>
public sealed class MachineChaos(PlatformHost host, PostgresServer postgres, DisturbanceLog log, int seed)
{
    private const string OfNodes = "datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'";

    private readonly Dice _dice = new(seed);

    public async Task RunAsync(DateTimeOffset until)
    {
        while (DateTimeOffset.UtcNow < until)
        {
            await NextAsync();
            await _dice.PauseAsync(300, 1500);
        }
    }

    private Task NextAsync() =>
        _dice.Below(9) switch
        {
            0 or 1 => KillAsync(_dice.Below(host.Nodes.Count)),
            2 or 3 => StandStillAsync(_dice.Below(host.Nodes.Count)),
            4 => RestartAsync(PostgresStop.Fast),
            5 => RestartAsync(PostgresStop.Immediate),
            6 => PauseAsync(),
            7 => CutAsync("all connections cut", OfNodes),
            // Who listens reads the feed on the same connection: what is notified while it is away is lost.
            _ => CutAsync("listeners cut", $"{OfNodes} and (query ilike '%from change%' or query ilike 'listen%')"),
        };

    private Task KillAsync(int node) =>
        log.DuringAsync(
            DisturbanceKind.Node,
            "killed",
            async () =>
            {
                await host.Nodes[node].Process.KillAsync();
                await _dice.PauseAsync(0, 1500);
                await host.RestartNodeAsync(host.Nodes[node]);
            },
            node
        );

    private Task StandStillAsync(int node) =>
        log.DuringAsync(
            DisturbanceKind.Node,
            "stood still",
            async () =>
            {
                host.Nodes[node].Process.Stop();
                await _dice.PauseAsync((int)ChaosNodes.Lease.TotalMilliseconds + 200, (int)ChaosNodes.Lease.TotalMilliseconds + 1500);
                host.Nodes[node].Process.Continue();
            },
            node
        );

    private Task RestartAsync(PostgresStop how) =>
        log.DuringAsync(
            DisturbanceKind.Database,
            $"restarted {how}",
            async () =>
            {
                await postgres.StopAsync(how);
                await _dice.PauseAsync(0, 1500);
                await postgres.StartAgainAsync();
            }
        );

    private Task PauseAsync() =>
        log.DuringAsync(
            DisturbanceKind.Database,
            "stood still",
            async () =>
            {
                postgres.Pause();
                await _dice.PauseAsync(500, 2000);
                postgres.Resume();
            }
        );

    private async Task CutAsync(string what, string which)
    {
        for (var times = _dice.Below(3); times >= 0; times--)
        {
            await log.DuringAsync(
                DisturbanceKind.Database,
                what,
                () =>
                    Eventually.TrueAsync(
                        async _ =>
                        {
                            try
                            {
                                await host.Database.RunAsync<object>(
                                    $"select count(pg_terminate_backend(pid)) from pg_stat_activity where {which}"
                                );
                                return true;
                            }
                            catch (NpgsqlException)
                            {
                                return false;
                            }
                        },
                        what
                    )
            );
            await _dice.PauseAsync(0, 400);
        }
    }
}

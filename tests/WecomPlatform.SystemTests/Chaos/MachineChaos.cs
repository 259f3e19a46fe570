using Npgsql;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// What happens to machines: nodes die and stand still, their clocks jump, the database goes and comes, connections and networks are cut, and once the
/// standby takes over. One thing after the other.
/// </summary>
public sealed class MachineChaos(ChaosStage stage, ChaosOperator people, DisturbanceLog log, int seed)
{
    private const string OfNodes = "datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'";

    private readonly Dice _dice = new(seed);

    public async Task RunAsync(DateTimeOffset until)
    {
        var begin = DateTimeOffset.UtcNow;
        var failover = begin + ((until - begin) * ((30 + _dice.Below(40)) / 100.0));
        while (DateTimeOffset.UtcNow < until)
        {
            await (stage.HasStandby && DateTimeOffset.UtcNow >= failover ? FailOverAsync() : NextAsync());
            await _dice.PauseAsync(300, 1500);
        }
    }

    private Task NextAsync() =>
        _dice.Below(13) switch
        {
            0 or 1 => KillAsync(_dice.Below(ChaosStage.Nodes)),
            2 or 3 => StandStillAsync(_dice.Below(ChaosStage.Nodes)),
            4 => RestartAsync(PostgresStop.Fast),
            5 => RestartAsync(PostgresStop.Immediate),
            6 => PauseAsync(),
            7 => CutAsync("all connections cut", OfNodes),
            // Who listens reads the feed on the same connection: what is notified while it is away is lost.
            8 => CutAsync("listeners cut", $"{OfNodes} and (query ilike '%from change%' or query ilike 'listen%')"),
            9 or 10 => JumpAsync(_dice.Below(ChaosStage.Nodes), TimeSpan.FromHours(_dice.Below(5) - 2)),
            _ => CutNetworkAsync(_dice.Below(ChaosStage.Nodes), isSilent: _dice.Below(2) == 0),
        };

    private Task KillAsync(int node) =>
        log.DuringAsync(
            DisturbanceKind.Node,
            "killed",
            async () =>
            {
                await stage.Host.Nodes[node].Process.KillAsync();
                await _dice.PauseAsync(0, 1500);
                await stage.Host.RestartNodeAsync(stage.Host.Nodes[node]);
            },
            node
        );

    private Task StandStillAsync(int node) =>
        log.DuringAsync(
            DisturbanceKind.Node,
            "stood still",
            async () =>
            {
                stage.Host.Nodes[node].Process.Stop();
                await _dice.PauseAsync((int)ChaosNodes.Lease.TotalMilliseconds + 200, (int)ChaosNodes.Lease.TotalMilliseconds + 1500);
                stage.Host.Nodes[node].Process.Continue();
            },
            node
        );

    private Task RestartAsync(PostgresStop how) =>
        log.DuringAsync(DisturbanceKind.Database, $"restarted {how}", () => stage.RestartAsync(how, () => _dice.PauseAsync(0, 1500)));

    private Task FailOverAsync() =>
        log.DuringAsync(
            DisturbanceKind.Database,
            stage.IsSynchronous ? "failed over" : "failed over, losing the last commits",
            async () =>
            {
                var begin = DateTimeOffset.UtcNow;
                await stage.FailOverAsync(log, () => _dice.PauseAsync(0, 1500));
                if (!stage.IsSynchronous)
                {
                    // What was registered and is lost has to be registered again.
                    await people.PutAgainAsync(begin);
                }
            }
        );

    private Task PauseAsync() =>
        log.DuringAsync(
            DisturbanceKind.Database,
            "stood still",
            async () =>
            {
                stage.Primary.Pause();
                await _dice.PauseAsync(500, 2000);
                stage.Primary.Resume();
            }
        );

    // Two hours ahead or behind at the most, and so up to four at once.
    private Task JumpAsync(int node, TimeSpan offset) =>
        log.DuringAsync(
            DisturbanceKind.Clock,
            $"jumps {(offset - stage.Offset(node)).TotalHours:+0;-0;+0} h",
            () => stage.ShiftAsync(node, offset),
            node
        );

    private Task CutNetworkAsync(int node, bool isSilent) =>
        log.DuringAsync(
            DisturbanceKind.Network,
            isSilent ? "cut" : "refuses",
            async () =>
            {
                stage.OnNetwork(
                    node,
                    gate =>
                    {
                        if (isSilent)
                        {
                            gate.Cut();
                        }
                        else
                        {
                            gate.Refuse();
                        }
                    }
                );
                await _dice.PauseAsync(500, 7000);
                stage.OnNetwork(node, gate => gate.Open());
            },
            node
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
                                await stage.Database.RunAsync<object>(
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

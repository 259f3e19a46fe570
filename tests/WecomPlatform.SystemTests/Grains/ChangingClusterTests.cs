using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Grains;

/// <summary>Nodes come and go under load, and the engine is switched.</summary>
[Trait("Engine", "Orleans")]
public sealed class ChangingClusterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silos_that_join_and_leave_under_load_cost_no_request()
    {
        await using var host = await GrainPlatform.StartAsync(2);
        // Lives so short that every grain is called all the time.
        await host.Simulator.SetAsync(
            new
            {
                ExpiresIn = 6,
                TicketsPerAppHour = 1_000_000,
                TicketsPerCorpHour = 1_000_000,
            }
        );
        var apps = await host.SetUpFreshAppsAsync(12);
        await using var load = BalancedLoad.Start(apps, [.. host.Nodes]);

        for (var n = 0; n < 2; n++)
        {
            var joined = await host.AddNodeAsync(GrainPlatform.Orleans);
            await host.OnGrainsAsync(joined);
            load.Use(host.Nodes[0], host.Nodes[1], joined);
            await RefreshedAsync(joined);
            load.Use(host.Nodes[0], host.Nodes[1]);
            (await joined.Process.TerminateAsync(Soon)).ShouldBe(0);
            await RefreshedAsync(host.Nodes[0]);
        }

        var answers = await load.StopAsync();
        answers.Count.ShouldBeGreaterThan(500);
        answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Text).Take(3).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_engine_is_switched_under_load_without_a_failed_request_or_a_second_fetch()
    {
        await using var host = await GrainPlatform.StartAsync(2, EngineMix.Postgres);
        var apps = await host.SetUpFreshAppsAsync(30);
        await host.Simulator.ResetCallsAsync();
        List<NodeProcess> serving = [.. host.Nodes];
        await using var load = BalancedLoad.Start([.. apps.Take(10)], [.. serving]);

        for (var n = 0; n < 2; n++)
        {
            var old = serving[0];
            var successor = await host.AddNodeAsync(GrainPlatform.Orleans);
            serving.Add(successor);
            load.Use([.. serving]);
            // Apps that nobody has used yet are asked for on both engines at once.
            var fresh = apps.Skip(10 + (10 * n)).Take(10);
            await Task.WhenAll(
                serving.SelectMany(node => fresh.Select(async app => (await node.SignAsync(app.Key, app.SignRequest())).Expect()))
            );
            serving.Remove(old);
            load.Use([.. serving]);
            (await old.Process.TerminateAsync(Soon)).ShouldBe(0);
        }

        var answers = await load.StopAsync();
        answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Text).Take(3).ShouldBeEmpty();
        await host.FetchedOnceAsync(apps);
        (await serving[0].ByGrainAsync()).ShouldBeGreaterThan(0);
    }

    private static async Task RefreshedAsync(NodeProcess node)
    {
        var before = await node.ByGrainAsync();
        await Testing.Eventually.TrueAsync(async _ => await node.ByGrainAsync() > before + 20, "grains have answered more calls", Soon);
    }
}

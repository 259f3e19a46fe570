using System.Diagnostics;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Grains;

/// <summary>A silo is lost: the others serve what it owned, first by themselves, then on grains again.</summary>
[Trait("Engine", "Orleans")]
public sealed class LostSiloTests(ITestOutputHelper output)
{
    // Three seconds of patience, and some for the fetch itself on a busy machine.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_silo_killed_costs_nobody_an_answer_and_its_grains_come_back_elsewhere()
    {
        await using var host = await GrainPlatform.StartAsync(3);
        var warm = await host.SetUpFreshAppsAsync(12);
        await ManyApps.EachAsync(warm, async app => (await host.SignAsync(app, node: 2)).Expect());
        var fresh = await host.SetUpFreshAppsAsync(24);

        await host.Nodes[2].Process.KillAsync();

        // Some of these grains lived there, others would have been looked for there.
        (await SlowestAsync(host, [.. warm, .. fresh], 0, 1)).ShouldBeLessThan(Bound);
        await host.FetchedOnceAsync(fresh);

        foreach (var node in host.Nodes.Take(2))
        {
            await host.OnGrainsAsync(node);
            (await node.ByGrainAsync()).ShouldBeGreaterThan(0);
        }

        await host.RestartNodeAsync(host.Nodes[2]);
        await host.OnGrainsAsync(host.Nodes[2]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public Task When_two_of_three_silos_are_lost_one_by_one_or_at_once_the_last_one_owns_all(int left) => LoseAsync(left, probeEvery: null);

    // Probed as in production, so that the times in the output are those of production.
    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [Trait("Category", "Costs")]
    public Task How_long_it_takes_until_all_is_on_grains_again(int left) => LoseAsync(left, probeEvery: TimeSpan.FromSeconds(5));

    private async Task LoseAsync(int left, TimeSpan? probeEvery)
    {
        await using var host = await GrainPlatform.StartAsync(3, probeEvery: probeEvery);
        for (; left > 0; left--)
        {
            var fresh = await host.SetUpFreshAppsAsync(24);
            await Task.WhenAll(host.Nodes.Skip(left).Select(node => node.Process.KillAsync()));
            var watch = Stopwatch.StartNew();

            var slowest = await SlowestAsync(host, fresh, [.. Enumerable.Range(0, left)]);
            slowest.ShouldBeLessThan(Bound);
            await host.FetchedOnceAsync(fresh);
            await DeadAsync(host, 3 - left);
            var expelled = watch.Elapsed;
            foreach (var node in host.Nodes.Take(left))
            {
                await host.OnGrainsAsync(node);
            }

            output.WriteLine(
                $"{left} of 3 silos left: slowest answer {slowest.TotalSeconds:0.00} s, the lost one expelled after {expelled.TotalSeconds:0.0} s, all by grains again after {watch.Elapsed.TotalSeconds:0.0} s"
            );
        }
    }

    [Fact]
    public async Task A_node_whose_machine_stood_still_is_expelled_serves_on_and_joins_again()
    {
        await using var host = await GrainPlatform.StartAsync(3);
        var apps = await host.SetUpFreshAppsAsync(6);

        host.Nodes[2].Process.Stop();
        await DeadAsync(host, 1);
        host.Nodes[2].Process.Continue();

        await ManyApps.EachAsync(apps, async app => (await host.SignAsync(app, node: 2)).Expect());
        await Eventually.TrueAsync(
            async _ => await host.Database.RunAsync<long>("select count(*) from silo where status = 3") == 3,
            "it has joined again",
            TimeSpan.FromSeconds(60)
        );
        await host.OnGrainsAsync(host.Nodes[2]);
        host.Nodes[2].Process.HasExited.ShouldBeFalse();
    }

    private static Task DeadAsync(PlatformHost host, int silos) =>
        Eventually.TrueAsync(
            async _ => await host.Database.RunAsync<long>("select count(*) from silo where status = 6") == silos,
            "the others take it for dead",
            TimeSpan.FromSeconds(90)
        );

    private static async Task<TimeSpan> SlowestAsync(PlatformHost host, IReadOnlyList<PlatformApp> apps, params int[] nodes)
    {
        var answered = await Task.WhenAll(
            apps.Select(
                async (app, i) =>
                {
                    var watch = Stopwatch.StartNew();
                    (await host.SignAsync(app, node: nodes[i % nodes.Length])).Expect();
                    return watch.Elapsed;
                }
            )
        );
        return answered.Max();
    }
}

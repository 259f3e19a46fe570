using System.Globalization;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Runbooks;

/// <summary>Nodes are added and taken away under load.</summary>
public sealed class ScalingTests
{
    [Fact]
    public async Task Nodes_that_come_and_go_under_load_cost_no_request_and_no_call()
    {
        await using var host = await PlatformHost.StartAsync(
            new PlatformOptions { Environment = new Dictionary<string, string?> { ["Node__DrainDelay"] = "00:00:01" } }
        );
        var apps = await host.SetUpFreshAppsAsync(10);
        await ManyApps.EachAsync(apps, async app => (await host.SignAsync(app)).Expect());
        var server = await SharedPostgres.GetAsync();
        var free = await Runbook.DoAsync("Scale out, and in", Runbook.On(server, host.Database.Name));
        int.Parse(free, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        await host.Simulator.ResetCallsAsync();
        await using var load = BalancedLoad.Start(apps, host.Nodes[0]);

        for (var n = 0; n < 2; n++)
        {
            await host.AddNodeAsync();
            load.Use([.. host.Nodes]);
            await AnsweredAsync(load);
        }

        var first = host.Nodes[0];
        load.Use([.. host.Nodes.Skip(1)]);
        (await first.Process.TerminateAsync(TimeSpan.FromSeconds(60))).ShouldBe(0);
        await AnsweredAsync(load);

        var answers = await load.StopAsync();
        answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Text).Take(3).ShouldBeEmpty();
        (await host.Simulator.CallsAsync()).TotalOfAll.ShouldBe(0);
    }

    private static async Task AnsweredAsync(BalancedLoad load)
    {
        var before = load.Count;
        await Testing.Eventually.TrueAsync(_ => Task.FromResult(load.Count > before + 300), "three hundred more pages are answered");
    }
}

using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Grains;

/// <summary>A node that is only a client of silos elsewhere.</summary>
[Trait("Engine", "Orleans")]
public sealed class ClientOnlyTests
{
    [Fact]
    public async Task A_node_without_a_silo_is_served_by_the_silos_and_by_itself_while_there_is_none()
    {
        await using var host = await GrainPlatform.StartAsync(1);
        var client = await host.AddNodeAsync(
            new Dictionary<string, string?>(GrainPlatform.Orleans)
            {
                ["Grains__SiloInNode"] = "false",
                ["Grains__JoinPatience"] = "00:00:20",
            }
        );
        var apps = await host.SetUpFreshAppsAsync(4);
        await host.Simulator.ResetCallsAsync();

        await ManyApps.EachAsync(apps, async app => (await client.SignAsync(app.Key, app.SignRequest())).Expect());
        await host.FetchedOnceAsync(apps);
        (await client.ByGrainAsync()).ShouldBeGreaterThan(0);
        (await client.ByNodeAsync()).ShouldBe(0);
        (await client.MetricAsync("wecom_refreshes_total")).ShouldBe(0);

        var more = await host.SetUpFreshAppsAsync(4);
        await host.Nodes[0].Process.KillAsync();
        await ManyApps.EachAsync(more, async app => (await client.SignAsync(app.Key, app.SignRequest())).Expect());
        (await client.ByNodeAsync()).ShouldBeGreaterThan(0);
    }
}

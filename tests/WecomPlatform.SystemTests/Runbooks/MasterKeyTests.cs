using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Runbooks;

/// <summary>The master key is rotated node by node, under load.</summary>
public sealed class MasterKeyTests
{
    private static readonly string s_newKey = PlatformSecrets.Generate().SealingKey;

    // A draining node goes on answering until the load has left it.
    private static readonly Dictionary<string, string?> s_options = new() { ["Node__DrainDelay"] = "00:00:01" };

    [Fact]
    public async Task Rotated_node_by_node_it_costs_no_request_and_no_call_and_the_old_key_opens_nothing_that_is_needed()
    {
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 2, Environment = s_options });
        var apps = await host.SetUpFreshAppsAsync(5);
        await ManyApps.EachAsync(apps, async app => (await host.SignAsync(app)).Expect());
        await host.Simulator.ResetCallsAsync();
        await using var load = BalancedLoad.Start(apps, [.. host.Nodes]);

        await RollAsync(host, load, new() { ["Sealing__Keys__k2"] = s_newKey });
        await RollAsync(host, load, new() { ["Sealing__ActiveKey"] = "k2" });
        (await KeysAsync(host)).ShouldContain("k1");

        var report = JsonNode.Parse(await Runbook.DoAsync("Rotate the master key", Runbook.On(host.Nodes[0])))!;
        ((long)report["resealed"]!).ShouldBeGreaterThanOrEqualTo(4 * apps.Count);
        ((long)report["unreadable"]!).ShouldBe(0);
        (await KeysAsync(host)).ShouldBe(["k2"]);

        await RollAsync(host, load, new() { ["Sealing__Keys__k1"] = null });
        var answers = await load.StopAsync();
        answers.Where(answer => !answer.IsSuccess).Select(answer => answer.Text).Take(3).ShouldBeEmpty();
        (await host.Simulator.CallsAsync()).TotalOfAll.ShouldBe(0);

        // The secrets themselves open, too: what is fetched anew begins with them.
        await ManyApps.EachAsync(apps, app => host.RefreshAsync(app, "access_token"));
        await ManyApps.EachAsync(apps, async app => (await host.SignAsync(app, node: 1)).Expect());
    }

    [Fact]
    public async Task A_value_whose_key_is_gone_is_counted_and_left_alone()
    {
        await using var host = await PlatformHost.StartAsync();
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app)).Expect();
        await host.Nodes[0].Process.TerminateAsync();
        await host.RestartNodeAsync(
            host.Nodes[0],
            new Dictionary<string, string?>
            {
                ["Sealing__Keys__k1"] = null,
                ["Sealing__Keys__k2"] = s_newKey,
                ["Sealing__ActiveKey"] = "k2",
            }
        );

        var report = JsonNode.Parse(await Runbook.DoAsync("Rotate the master key", Runbook.On(host.Nodes[0])))!;
        ((long)report["resealed"]!).ShouldBe(0);
        ((long)report["unreadable"]!).ShouldBeGreaterThanOrEqualTo(4);

        await host.Nodes[0].Process.TerminateAsync();
        await host.RestartNodeAsync(host.Nodes[0], new Dictionary<string, string?> { ["Sealing__Keys__k1"] = host.Secrets.SealingKey });
        (await host.SignAsync(app)).Expect();
    }

    private static async Task RollAsync(PlatformHost host, BalancedLoad load, Dictionary<string, string?> change)
    {
        foreach (var node in host.Nodes.ToList())
        {
            load.Use([.. host.Nodes.Where(other => other != node)]);
            (await node.Process.TerminateAsync(TimeSpan.FromSeconds(60))).ShouldBe(0);
            await host.RestartNodeAsync(node, change);
        }

        load.Use([.. host.Nodes]);
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(PlatformHost host) =>
        [.. (await host.Admin.SendAsync(HttpMethod.Get, "sealing")).Expect().Json["keys"]!.AsArray().Select(key => (string)key!["key"]!)];
}

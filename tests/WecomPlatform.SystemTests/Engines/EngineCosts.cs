using System.Diagnostics;
using System.Globalization;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Engines;

/// <summary>What an engine costs, in WeCom's calls, statements and processors' time. The figures are in the test's output.</summary>
[Collection(AloneCollection.Name)]
public abstract class EngineCosts(EngineMix engine, ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int CallersPerApp = 50;
    private const int MeasuredPerNode = 40_000;

    // Until the runtime has compiled for good what a signature takes: before that it is compilers that are measured.
    private const int WarmUpPerNode = 20_000;

    // By default as many as a run of all tests has time for.
    private static readonly int s_apps = int.Parse(
        Environment.GetEnvironmentVariable("ENGINE_APPS") is { Length: > 0 } text ? text : "100",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task Fifty_callers_of_each_app_on_three_cold_nodes_cause_one_fetch_of_each_ticket()
    {
        await using var stage = await EngineStage.StartAsync(engine, Nodes);
        var host = stage.Host;
        var apps = await host.SetUpFreshAppsAsync(s_apps);
        await host.Simulator.ResetCallsAsync();

        var before = await stage.StatementsAsync();
        var watch = Stopwatch.StartNew();
        await AllSignAsync(host, apps);
        var cold = watch.Elapsed;
        var fetched = await stage.StatementsAsync();
        var calls = await host.Simulator.LogAsync();
        watch.Restart();
        await AllSignAsync(host, apps);
        var warm = watch.Elapsed;
        var signed = await stage.StatementsAsync();

        foreach (var path in new[] { UpstreamLog.CorpTicket, UpstreamLog.AgentTicket })
        {
            var perCorp = calls.Where(call => call.Path == path).CountBy(call => call.CorpId!).ToDictionary();
            apps.Where(app => perCorp.GetValueOrDefault(app.App.CorpId) != 1).ShouldBeEmpty(path);
        }

        calls.Count.ShouldBe(2 * apps.Count, "the token came with the registration");
        (await host.Simulator.LogAsync()).Count.ShouldBe(calls.Count);
        var spread = await Task.WhenAll(host.Nodes.Select(node => node.MetricAsync("wecom_refreshes_total")));
        var signatures = (double)apps.Count * CallersPerApp;
        output.WriteLine(
            $"{engine}: {apps.Count} apps x {CallersPerApp} callers on {Nodes} nodes: cold {cold.TotalSeconds:0.0} s, warm {warm.TotalSeconds:0.0} s"
        );
        output.WriteLine($"fetches by node: {string.Join(", ", spread)}");
        output.WriteLine(
            $"statements for a fetch: {(fetched.All - before.All) / (2.0 * apps.Count):0.00}, of these Orleans' own {(fetched.Orleans - before.Orleans) / (2.0 * apps.Count):0.00}"
        );
        output.WriteLine(
            $"statements for a signature: {(signed.All - fetched.All) / signatures:0.0000}, {signed.All - fetched.All} in all"
        );
    }

    [Fact]
    [Trait("Category", "Costs")]
    public async Task More_nodes_cost_no_more_calls()
    {
        var costs = new Dictionary<int, (int Calls, double Microseconds)>();
        foreach (var nodes in new[] { 1, 2, 4 })
        {
            await using var stage = await EngineStage.StartAsync(engine, nodes);
            var host = stage.Host;
            var apps = await host.SetUpFreshAppsAsync(40);
            await host.Simulator.ResetCallsAsync();
            await SignAsync(host, apps, WarmUpPerNode);

            var before = stage.ProcessorTime;
            await SignAsync(host, apps, MeasuredPerNode);
            var used = (stage.ProcessorTime - before) / (MeasuredPerNode * nodes);
            costs[nodes] = ((await host.Simulator.CallsAsync()).TotalOfAll, used.TotalMicroseconds);
            output.WriteLine(
                $"{engine}, {nodes} nodes: {costs[nodes].Calls} calls, {used.TotalMicroseconds:0} us of a processor for a signature"
            );
        }

        costs.Values.Select(cost => cost.Calls).Distinct().ShouldHaveSingleItem();
    }

    private static Task AllSignAsync(PlatformHost host, IReadOnlyList<PlatformApp> apps) =>
        ManyApps.EachAsync(
            apps,
            app => Task.WhenAll(Enumerable.Range(0, CallersPerApp).Select(async i => (await host.SignAsync(app, node: i % Nodes)).Expect()))
        );

    // One node after the other, so that each works as busily as the one that is alone; what all of them use is counted.
    private static async Task SignAsync(PlatformHost host, IReadOnlyList<PlatformApp> apps, int perNode)
    {
        foreach (var node in host.Nodes)
        {
            await ManyApps.EachAsync(
                Enumerable.Range(0, perNode),
                async i =>
                {
                    var app = apps[i % apps.Count];
                    (await node.SignAsync(app.Key, app.SignRequest())).Expect();
                }
            );
        }
    }
}

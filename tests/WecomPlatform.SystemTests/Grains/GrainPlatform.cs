using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Grains;

/// <summary>What tests of nodes on grains share.</summary>
internal static class GrainPlatform
{
    public static readonly IReadOnlyDictionary<string, string?> Orleans = new Dictionary<string, string?>
    {
        ["Owners__Engine"] = "orleans",
    };

    private const string Plenty = "1000000";

    // As the harness has it.
    private static readonly TimeSpan s_probeEvery = TimeSpan.FromSeconds(1);

    public static Task<PlatformHost> StartAsync(int nodes, EngineMix engines = EngineMix.Orleans, TimeSpan? probeEvery = null) =>
        PlatformHost.StartAsync(
            new PlatformOptions
            {
                Nodes = nodes,
                Engines = engines,
                Environment = new Dictionary<string, string?>
                {
                    ["Wecom__TicketsPerAppPerHour"] = Plenty,
                    ["Wecom__TicketsPerCorpPerHour"] = Plenty,
                    ["Grains__ProbeEvery"] = (probeEvery ?? s_probeEvery).ToString(),
                },
            }
        );

    /// <summary>How many calls of the node were answered by grains.</summary>
    public static Task<double> ByGrainAsync(this NodeProcess node) => node.MetricAsync("wecom_owner_calls_total{by=\"grain\"}");

    /// <summary>How many calls of the node were answered by its own owners, since no grain answered.</summary>
    public static Task<double> ByNodeAsync(this NodeProcess node) => node.MetricAsync("wecom_owner_calls_total{by=\"node\"}");

    /// <summary>Every credential of the apps was fetched exactly once.</summary>
    public static async Task FetchedOnceAsync(this PlatformHost host, IEnumerable<PlatformApp> apps)
    {
        var calls = await host.Simulator.LogAsync();
        foreach (var app in apps)
        {
            var own = calls.Where(call => call.CorpId == app.App.CorpId).ToList();
            // The secret was tried once when it was put.
            own.Count(call => call.Path == UpstreamLog.Token).ShouldBeLessThanOrEqualTo(2);
            own.Count(call => call.Path == UpstreamLog.CorpTicket).ShouldBe(1);
            own.Count(call => call.Path == UpstreamLog.AgentTicket).ShouldBe(1);
        }
    }

    /// <summary>Returns when fresh apps are answered by grains alone on that node.</summary>
    public static Task OnGrainsAsync(this PlatformHost host, NodeProcess node) =>
        Eventually.TrueAsync(
            async _ =>
            {
                var apps = await host.SetUpFreshAppsAsync(6);
                var before = await node.ByNodeAsync();
                await ManyApps.EachAsync(apps, async app => (await node.SignAsync(app.Key, app.SignRequest())).Expect());
                return await node.ByNodeAsync() == before;
            },
            $"{node.Options.Name} is served by grains",
            TimeSpan.FromSeconds(60)
        );
}

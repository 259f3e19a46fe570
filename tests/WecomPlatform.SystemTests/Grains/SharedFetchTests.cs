using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Grains;

/// <summary>However many ask at once on three processes, WeCom is asked once: on grains, in the middle of a switch, and when grains are active twice.</summary>
[Trait("Engine", "Orleans")]
public sealed class SharedFetchTests
{
    private const int CallersPerNode = 100;

    [Theory]
    [InlineData(EngineMix.Orleans)]
    [InlineData(EngineMix.Mixed)]
    [InlineData(EngineMix.Split)]
    public async Task Cold_callers_on_all_nodes_cause_one_fetch_of_each_kind(EngineMix engines)
    {
        await using var host = await GrainPlatform.StartAsync(3, engines);
        var apps = await host.SetUpFreshAppsAsync(5);
        await host.Simulator.ResetCallsAsync();

        var asked = Enumerable
            .Range(0, 3 * CallersPerNode)
            .SelectMany(i => apps.Select(async app => (app.App, Answer: await host.SignAsync(app, node: i % 3))));
        var answers = await Task.WhenAll(asked);

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        Array.ForEach(answers, answer => checker.Check(answer.Answer, answer.App));
        await host.FetchedOnceAsync(apps);
        foreach (var node in host.Nodes.Skip(engines == EngineMix.Mixed ? 1 : 0))
        {
            (await node.ByGrainAsync()).ShouldBeGreaterThan(0);
        }
    }
}

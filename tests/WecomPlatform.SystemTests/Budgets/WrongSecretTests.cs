using System.Diagnostics;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Budgets;

/// <summary>A secret that WeCom does not take is tried once, then only when there is reason to.</summary>
public sealed class WrongSecretTests(TwoNodes nodes, TwoNodesWithShortMemory shortMemory)
    : IClassFixture<TwoNodes>,
        IClassFixture<TwoNodesWithShortMemory>
{
    [Fact]
    public async Task A_reset_secret_is_tried_once_on_all_nodes_and_a_new_one_works_at_once()
    {
        var host = await nodes.CleanAsync();
        var (app, renewed) = await SetUpExpiredAsync(host);
        await host.Simulator.PutAgentAsync(renewed);
        await host.Simulator.ResetCallsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SignAsync(app, node: i % 2)));
        Array.ForEach(answers, answer => answer.ShouldBeRefused(422, "secret_rejected"));
        foreach (var node in new[] { 0, 1 })
        {
            (await host.SignAsync(app, node: node)).ShouldBeRefused(422, "secret_rejected");
        }

        (await host.Simulator.LogAsync(app.App.CorpId)).ShouldHaveSingleItem().Errcode.ShouldBe(40001);

        await host.Admin.PutAgentAsync(app.Tenant, renewed);
        await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app), app.App);
        await Eventually.TrueAsync(
            async _ => (await host.SignAsync(app, node: 1)).IsSuccess,
            "the other node signs, too",
            TimeSpan.FromSeconds(2)
        );
    }

    [Fact]
    public async Task A_disabled_app_comes_back_by_itself_and_is_not_hammered_at_meanwhile()
    {
        var host = await shortMemory.CleanAsync();
        var (app, _) = await SetUpExpiredAsync(host);
        await host.Simulator.PutAgentAsync(app.App, enabled: false);
        await host.Simulator.ResetCallsAsync();
        var began = Stopwatch.GetTimestamp();

        await using (var load = SignLoad.Start(host, app, callersPerNode: 1))
        {
            await Eventually.TrueAsync(
                async _ => await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.Token) == 3,
                "the secret was probed three times"
            );
            var probes = (await host.Simulator.LogAsync(app.App.CorpId)).Select(call => call.At).ToList();
            Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(6));
            (probes[2] - probes[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(6));
            foreach (var page in await load.StopAsync())
            {
                page.Answer.ShouldBeRefused(422, "secret_rejected");
            }
        }

        await host.Simulator.PutAgentAsync(app.App);
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: node)).IsSuccess, $"node {node} signs again");
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }
    }

    // The token that came with the registration is at its end, so that the next ticket needs the secret.
    private static async Task<(PlatformApp App, CorpApp Renewed)> SetUpExpiredAsync(PlatformHost host)
    {
        await host.Simulator.SetAsync(new { ExpiresIn = 1 });
        var app = await host.SetUpAppAsync();
        await host.Simulator.SetAsync(new { ExpiresIn = 7200 });
        await ManyApps.WithoutTokensAsync(host, [app.App.CorpId]);
        return (app, app.App with { Secret = CorpApp.Fresh().Secret });
    }
}

using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>The node that is just fetching is lost: the other one takes over, and what comes late changes nothing.</summary>
public sealed class LostHolderTests(TwoNodesWithShortLeases nodes) : IClassFixture<TwoNodesWithShortLeases>
{
    private const int FetchMs = 60_000;

    [Fact]
    public async Task A_node_killed_while_it_fetches_costs_one_more_call_and_no_answer()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: FetchMs, Count: 1, CorpId: app.App.CorpId));
        var lost = SignCorpAsync(host, app, 0);
        await CalledAsync(host, app);

        await host.Nodes[0].Process.KillAsync();
        var answer = await SignCorpAsync(host, app, 1);

        await SignatureChecker.CheckAsync(host.Simulator, answer, app.App);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
        await Should.ThrowAsync<HttpRequestException>(() => lost);

        await host.RestartNodeAsync(host.Nodes[0]);
        await SignatureChecker.CheckAsync(host.Simulator, await SignCorpAsync(host, app, 0), app.App);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_that_slept_over_its_lease_does_not_overwrite_the_newer_ticket()
    {
        var host = await nodes.CleanAsync(new { SameTokenWithinValidity = false });
        var app = await host.SetUpAppAsync();
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: 500, Count: 1, CorpId: app.App.CorpId));
        var sleeper = SignCorpAsync(host, app, 0);
        await CalledAsync(host, app);

        host.Nodes[0].Process.Stop();
        string? row;
        try
        {
            // Its lease ends while its deadline does not: the late answer gets as far as the database.
            await host.Database.RunAsync<object>($"update credential set lease_until = '-infinity' where {Of(app)}");
            var answer = await SignCorpAsync(host, app, 1);
            await SignatureChecker.CheckAsync(host.Simulator, answer, app.App);
            row = await RowAsync(host, app);
        }
        finally
        {
            host.Nodes[0].Process.Continue();
        }

        var newest = (await SignatureChecker.ReadAsync(host.Simulator)).Newest("corp", app.App);
        SignatureChecker.Fits(newest, (await sleeper).Expect(), "corp").ShouldBeTrue("the sleeper answers with the newer ticket");
        SignatureChecker.Fits(newest, (await SignCorpAsync(host, app, 0)).Expect(), "corp").ShouldBeTrue();
        SignatureChecker.Fits(newest, (await SignCorpAsync(host, app, 1)).Expect(), "corp").ShouldBeTrue();
        (await RowAsync(host, app)).ShouldBe(row);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
        (await host.Nodes[0].MetricAsync("wecom_refreshes_total{kind=\"corp_ticket\",outcome=\"fenced_out\"}")).ShouldBe(1);
    }

    private static Task<HttpAnswer> SignCorpAsync(PlatformHost host, PlatformApp app, int node) =>
        host.Nodes[node]
            .SignAsync(
                app.Key,
                new
                {
                    app.App.CorpId,
                    app.App.AgentId,
                    Url = "https://app.example.com/",
                    Identities = new[] { "corp" },
                }
            );

    private static Task CalledAsync(PlatformHost host, PlatformApp app) =>
        Eventually.TrueAsync(
            async _ => await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket) == 1,
            "WeCom has been asked for the ticket"
        );

    private static Task<string?> RowAsync(PlatformHost host, PlatformApp app) =>
        host.Database.RunAsync<string>($"select generation || ' ' || encode(sealed, 'hex') from credential where {Of(app)}");

    private static string Of(PlatformApp app) => $"kind = 'corp_ticket' and corp_id = '{app.App.CorpId}'";
}

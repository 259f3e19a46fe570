using System.Diagnostics;
using System.Net;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Testing.Processes;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>
/// The primary crashes and a standby takes its place. A synchronous standby has all that was committed; an asynchronous one may lack the
/// last commits: leases, values, registrations and revocations alike.
/// </summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);
    private static readonly int[] Nodes = [0, 1];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_no_commit_is_lost_nodes_go_on_and_wecom_is_not_asked_again(bool isSynchronous)
    {
        await using var cluster = await Replicated.StartAsync(isSynchronous);
        var host = cluster.Host;
        await host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var app = await host.SetUpAppAsync();
        var unknown = await host.SetUpAppAsync();
        foreach (var node in Nodes)
        {
            (await host.SignAsync(app, node: node)).Expect();
        }

        await using var load = SignLoad.Start(host, app);
        var before = await GenerationAsync(host.Database, app);
        if (!isSynchronous)
        {
            await cluster.Primary.CaughtUpAsync(cluster.Standby);
        }

        await cluster.FailOverAsync();
        var promoted = Stopwatch.GetTimestamp();
        (await GenerationAsync(cluster.Promoted, app)).ShouldBe(before);
        await SignedAgainAsync(host, unknown);
        Tell("unknown apps are signed for", promoted);
        var calls = await host.Simulator.LogAsync();

        await host.RefreshAsync(app, "corp_ticket");
        await Eventually.TrueAsync(async _ => await GenerationAsync(cluster.Promoted, app) > before, "a refresh is written", Recovery);
        await RevokedAsync(host, unknown);
        Tell("changes are followed", promoted);

        var pages = await load.StopAsync();
        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        foreach (var page in pages)
        {
            checker.Check(page.Answer, app.App);
        }

        output.WriteLine($"{pages.Count} pages, slowest {pages.Max(page => page.Took).TotalMilliseconds:0} ms");
        foreach (var path in new[] { UpstreamLog.Token, UpstreamLog.CorpTicket, UpstreamLog.AgentTicket })
        {
            calls.Count(call => call.Path == path && call.CorpId == app.App.CorpId).ShouldBe(1, path);
            calls.Count(call => call.Path == path && call.CorpId == unknown.App.CorpId).ShouldBe(1, path);
        }
    }

    [Fact]
    public async Task Nodes_whose_clocks_were_set_back_before_find_the_new_primary_as_soon()
    {
        using var clock = new ShiftedClock();
        await using var cluster = await Replicated.StartAsync(isSynchronous: true, clock);
        var host = cluster.Host;
        var unknown = await host.SetUpAppAsync();
        // While the primary is away nodes look at the standby, and note what it is.
        await cluster.Primary.StopAsync();
        foreach (var node in Nodes)
        {
            (await host.SignAsync(unknown, node: node)).ShouldBeRefused(503, "store_unavailable");
        }

        await cluster.Primary.StartAgainAsync();
        foreach (var node in host.Nodes)
        {
            await Eventually.TrueAsync(
                async _ => (await host.AdminOf(node).SendAsync(HttpMethod.Get, "tenants")).IsSuccess,
                "the node reads again",
                Recovery
            );
        }

        clock.Shift(TimeSpan.FromHours(-2));
        foreach (var node in host.Nodes)
        {
            await node.ReadsAsync(clock);
        }

        await cluster.FailOverAsync();
        await SignedAgainAsync(host, unknown);
    }

    [Fact]
    public async Task A_lost_write_costs_no_answer_and_its_number_is_not_used_again()
    {
        await using var cluster = await Replicated.StartAsync(isSynchronous: false);
        var host = cluster.Host;
        await host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app)).Expect();
        var kept = await GenerationAsync(host.Database, app);
        await cluster.Primary.CaughtUpAsync(cluster.Standby);

        await cluster.Standby.StopAsync();
        await host.RefreshAsync(app, "corp_ticket");
        await Eventually.TrueAsync(async _ => await GenerationAsync(host.Database, app) > kept, "the refresh is written");
        var lost = await GenerationAsync(host.Database, app);
        var held = (await SignatureChecker.ReadAsync(host.Simulator)).Newest("corp", app.App);
        await NodesSignWithAsync(host, app, held);

        await cluster.FailOverAsync();
        (await GenerationAsync(cluster.Promoted, app)).ShouldBe(kept);
        var other = await SetUpAgainAsync(host);
        await SignedAgainAsync(host, other);
        await NodesSignWithAsync(host, app, held);

        await host.RefreshAsync(app, "corp_ticket");
        await Eventually.TrueAsync(async _ => await GenerationAsync(cluster.Promoted, app) > kept, "the next refresh is written");
        (await GenerationAsync(cluster.Promoted, app)).ShouldBeGreaterThan(lost);
        await NodesSignWithAsync(host, app, (await SignatureChecker.ReadAsync(host.Simulator)).Newest("corp", app.App));
    }

    [Fact]
    public async Task A_lost_lease_costs_one_more_call_and_the_late_answer_is_kept_out()
    {
        await using var cluster = await Replicated.StartAsync(isSynchronous: false);
        var host = cluster.Host;
        await host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var app = await host.SetUpAppAsync();
        await cluster.Primary.CaughtUpAsync(cluster.Standby);
        await cluster.Standby.StopAsync();
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: 8_000, Count: 1, CorpId: app.App.CorpId));
        var late = host.SignAsync(app, node: 1);
        await Eventually.TrueAsync(
            async _ => await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket) == 1,
            "WeCom has been asked for the ticket"
        );

        await cluster.FailOverAsync();
        await Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: 0)).IsSuccess, "the other node fetches", Recovery);
        var newest = (await SignatureChecker.ReadAsync(host.Simulator)).Newest("corp", app.App);
        var written = await GenerationAsync(cluster.Promoted, app);
        SignatureChecker.Fits(newest, (await late).Expect(), "corp").ShouldBeTrue("the late node answers with the newer ticket");

        (await GenerationAsync(cluster.Promoted, app)).ShouldBe(written);
        await NodesSignWithAsync(host, app, newest);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
        (await host.Nodes[1].MetricAsync("wecom_refreshes_total{kind=\"corp_ticket\",outcome=\"fenced_out\"}")).ShouldBe(1);
    }

    // Until the nodes have found the new primary there is nobody to register an app with.
    private static async Task<PlatformApp> SetUpAgainAsync(PlatformHost host)
    {
        await Eventually.TrueAsync(
            async _ => (await host.Admin.SendAsync(HttpMethod.Get, "tenants")).IsSuccess,
            "the first node reads again",
            Recovery
        );
        return await host.SetUpAppAsync();
    }

    private static Task SignedAgainAsync(PlatformHost host, PlatformApp app) =>
        Task.WhenAll(
            Nodes.Select(node =>
                Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: node)).IsSuccess, $"node {node} reads again", Recovery)
            )
        );

    private static Task NodesSignWithAsync(PlatformHost host, PlatformApp app, string ticket) =>
        Task.WhenAll(
            Nodes.Select(node =>
                Eventually.TrueAsync(
                    async _ => SignatureChecker.Fits(ticket, (await host.SignAsync(app, node: node)).Expect(), "corp"),
                    $"node {node} signs with the newest ticket",
                    Recovery
                )
            )
        );

    private static async Task RevokedAsync(PlatformHost host, PlatformApp app)
    {
        (await host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{app.Tenant}/keys/{app.Key.Split('_')[1]}")).Expect();
        foreach (var node in Nodes)
        {
            await Eventually.TrueAsync(
                async _ => (await host.SignAsync(app, node: node)).Status == HttpStatusCode.Unauthorized,
                $"node {node} learns that the key is gone",
                Recovery
            );
        }
    }

    private static Task<long> GenerationAsync(PostgresDatabase database, PlatformApp app) =>
        database.RunAsync<long>($"select generation from credential where kind = 'corp_ticket' and corp_id = '{app.App.CorpId}'");

    private void Tell(string what, long since) => output.WriteLine($"{what} {Stopwatch.GetElapsedTime(since).TotalSeconds:0.00} s later");
}

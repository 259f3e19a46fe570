using System.Diagnostics;
using System.Net;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Network;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>The network between one of two nodes and the database is cut: nothing answers, and nothing says so.</summary>
public sealed class NetworkCutTests(OneNodeBehindAGate nodes, ITestOutputHelper output) : IClassFixture<OneNodeBehindAGate>, IDisposable
{
    private const int Unharmed = 0;
    private const int CutOff = 1;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rejoin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KnownBound = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan UnknownBound = TimeSpan.FromSeconds(12);

    private PlatformHost Host => nodes.Host;

    private TcpGate Gate => nodes.Gate;

    public void Dispose() => Gate.Open();

    [Fact]
    public async Task A_node_that_is_cut_off_signs_what_it_knows_refuses_what_it_does_not_and_comes_back_by_itself()
    {
        var app = await KnownAsync();
        var revoked = await KnownAsync();
        var renewed = await KnownAsync();
        var unknown = await Host.SetUpAppAsync();
        await using var load = SignLoad.Start(Host, app);

        Gate.Cut();
        var cut = Stopwatch.GetTimestamp();
        await UnknownIsRefusedAsync(unknown, "as soon as it is cut off");
        (await Host.SignAsync(unknown, node: Unharmed)).Expect();
        await DeleteKeyAsync(revoked);
        await RefusedAsync(revoked, Unharmed);
        var before = await RenewAsync(renewed);
        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(cut) >= Outage, "the cut has lasted", Outage * 2);
        await UnknownIsRefusedAsync(unknown, "after a while");
        (await Host.SignAsync(revoked, node: CutOff)).Expect();

        Gate.Open();
        var opened = Stopwatch.GetTimestamp();
        await RefusedAsync(revoked, CutOff);
        Tell("a key deleted meanwhile stops signing", opened);
        await Eventually.TrueAsync(async _ => !Fits(before, await Host.SignAsync(renewed, node: CutOff)), "new values arrive", Rejoin);
        Tell("a value renewed meanwhile is used", opened);
        await Eventually.TrueAsync(async _ => (await Host.SignAsync(unknown, node: CutOff)).IsSuccess, "it reads again", Rejoin);
        Tell("unknown apps are signed for", opened);
        Stopwatch.GetElapsedTime(opened).ShouldBeLessThan(Rejoin);
        var next = Stopwatch.GetTimestamp();
        await DeleteKeyAsync(renewed);
        await RefusedAsync(renewed, CutOff);
        Tell("then a deleted key stops signing", next);

        await CheckAsync(await load.StopAsync(), app, cut, opened);
    }

    [Fact]
    public async Task The_other_node_takes_over_the_lease_of_a_node_that_is_cut_off_and_its_late_answer_changes_nothing()
    {
        await Host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var app = await Host.SetUpAppAsync();
        await Host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: 500, Count: 1, CorpId: app.App.CorpId));
        var late = Host.SignAsync(app, node: CutOff);
        await Eventually.TrueAsync(
            async _ => await Host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket) == 1,
            "WeCom has been asked for the ticket"
        );

        Gate.Cut();
        var cut = Stopwatch.GetTimestamp();
        await SignatureChecker.CheckAsync(Host.Simulator, await Host.SignAsync(app, node: Unharmed), app.App);
        Tell("the other node has taken over", cut);
        var newest = (await SignatureChecker.ReadAsync(Host.Simulator)).Newest("corp", app.App);
        Gate.Open();

        await late;
        await Eventually.TrueAsync(
            async _ =>
                await Host.SignAsync(app, node: CutOff) is { IsSuccess: true } answer && SignatureChecker.Fits(newest, answer, "corp"),
            "the node that was cut off signs with the newer ticket",
            Rejoin
        );
        SignatureChecker.Fits(newest, (await Host.SignAsync(app, node: Unharmed)).Expect(), "corp").ShouldBeTrue();
        (await Host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_whose_connections_are_refused_signs_what_it_knows_and_comes_back_by_itself()
    {
        var app = await KnownAsync();
        var unknown = await Host.SetUpAppAsync();
        await using var load = SignLoad.Start(Host, app);

        Gate.Refuse();
        var cut = Stopwatch.GetTimestamp();
        await UnknownIsRefusedAsync(unknown, "while connections are refused");
        await DeleteKeyAsync(unknown);
        await Eventually.TrueAsync(() => load.Pages.Count(page => page.Node == CutOff && page.Sent > cut) >= 20, "pages are signed");
        Gate.Open();
        var opened = Stopwatch.GetTimestamp();
        await RefusedAsync(unknown, CutOff);
        Tell("a key deleted meanwhile stops signing", opened);

        await CheckAsync(await load.StopAsync(), app, cut, opened);
    }

    private async Task<PlatformApp> KnownAsync()
    {
        var app = await Host.SetUpAppAsync();
        foreach (var node in new[] { Unharmed, CutOff })
        {
            await SignatureChecker.CheckAsync(Host.Simulator, await Host.SignAsync(app, node: node), app.App);
        }

        return app;
    }

    private async Task UnknownIsRefusedAsync(PlatformApp unknown, string when)
    {
        var asked = Stopwatch.GetTimestamp();
        (await Host.SignAsync(unknown, node: CutOff)).ShouldBeRefused(503, "store_unavailable");
        Tell($"an unknown app is refused {when}", asked);
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(UnknownBound);
    }

    private async Task DeleteKeyAsync(PlatformApp app) =>
        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{app.Tenant}/keys/{app.Key.Split('_')[1]}")).Expect();

    private Task RefusedAsync(PlatformApp app, int node) =>
        Eventually.TrueAsync(
            async _ => (await Host.SignAsync(app, node: node)).Status == HttpStatusCode.Unauthorized,
            $"node {node} refuses the deleted key",
            Rejoin
        );

    // At the node that is not cut off.
    private async Task<string> RenewAsync(PlatformApp app)
    {
        await Host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var before = (await SignatureChecker.ReadAsync(Host.Simulator)).Newest("corp", app.App);
        await Host.RefreshAsync(app, "corp_ticket");
        await Eventually.TrueAsync(async _ => !Fits(before, await Host.SignAsync(app, node: Unharmed)), "the ticket is renewed");
        return before;
    }

    private static bool Fits(string ticket, HttpAnswer answer) => SignatureChecker.Fits(ticket, answer.Expect(), "corp");

    private async Task CheckAsync(IReadOnlyList<SignedPage> pages, PlatformApp app, long cut, long opened)
    {
        var checker = await SignatureChecker.ReadAsync(Host.Simulator);
        foreach (var page in pages)
        {
            checker.Check(page.Answer, app.App);
        }

        foreach (var node in new[] { Unharmed, CutOff })
        {
            var during = pages.Where(page => page.Node == node && page.Sent > cut && page.Received < opened).ToList();
            var slowest = during.Max(page => page.Took);
            output.WriteLine($"node {node}: {during.Count} pages meanwhile, slowest {slowest.TotalMilliseconds:0} ms");
            slowest.ShouldBeLessThan(KnownBound);
        }
    }

    private void Tell(string what, long since) => output.WriteLine($"{what} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.00} s");
}

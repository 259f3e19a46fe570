using System.Diagnostics;
using System.Globalization;
using System.Net;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Processes;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>Nodes whose wall clocks are wrong or jump. The database's clock is the cluster's; between two looks at it nodes go by their monotonic one.</summary>
public sealed class WallClockTests(ITestOutputHelper output)
{
    private const int Life = 6;
    private static readonly TimeSpan Jump = TimeSpan.FromHours(2);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);
    private static readonly string[] Paths = [UpstreamLog.Token, UpstreamLog.CorpTicket, UpstreamLog.AgentTicket];

    // What the machine's clock said at a moment of the monotonic one; the database reads the same clock.
    private readonly DateTimeOffset _wall = DateTimeOffset.UtcNow;
    private readonly long _monotonic = Stopwatch.GetTimestamp();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_node_whose_clock_is_an_hour_off_signs_by_the_databases_time_and_asks_wecom_no_more_than_others(int hours)
    {
        using var clock = new ShiftedClock(TimeSpan.FromHours(hours));
        await using var host = await PlatformHost.StartAsync();
        var wrong = await host.AddNodeAsync(clock.Environment);
        var app = await host.SetUpAppAsync();

        var fetched = await SignAsync(host, app, node: 1);
        fetched.Answer.Reads(clock).ShouldBeTrue();
        await SignAsync(host, app, node: 0);
        await host.RestartNodeAsync(wrong);
        (await SignAsync(host, app, node: 1)).Answer.Reads(clock).ShouldBeTrue();

        foreach (var path in Paths)
        {
            (await host.Simulator.CountAsync(app.App.CorpId, path)).ShouldBe(1, path);
        }

        var life = DateTimeOffset.Parse(
            (string)(await host.CredentialAsync(app, "corp_ticket"))["expiresAt"]!,
            CultureInfo.InvariantCulture
        );
        (life - DateTimeOffset.UtcNow).ShouldBeInRange(TimeSpan.FromSeconds(7100), TimeSpan.FromSeconds(7200));
    }

    [Fact]
    public async Task While_clocks_jump_by_hours_every_page_gets_the_right_time_and_wecom_is_not_asked_again()
    {
        using var clocks = new TwoClocks();
        await using var host = await clocks.StartAsync();
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app, node: 0)).Expect();
        (await host.SignAsync(app, node: 1)).Expect();

        await using var load = SignLoad.Start(host, app);
        foreach (var offset in new[] { Jump, -Jump, TimeSpan.Zero, -Jump, Jump })
        {
            await clocks.JumpAsync(host, offset);
            await SignedSinceAsync(load, 100);
        }

        var pages = await load.StopAsync();
        foreach (var node in new[] { 0, 1 })
        {
            (await host.Nodes[node].Client.SendJsonAsync(HttpMethod.Get, "/readyz")).Expect();
        }

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        foreach (var page in pages)
        {
            checker.Check(page.Answer, app.App);
            HasRightTime(page);
        }

        foreach (var path in Paths)
        {
            (await host.Simulator.CountAsync(app.App.CorpId, path)).ShouldBe(1, path);
        }

        await RevokedAsync(host, app);
        output.WriteLine($"{pages.Count} pages, slowest {pages.Max(page => page.Took).TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task While_clocks_jump_short_lives_end_in_time_and_begin_no_sooner()
    {
        using var clocks = new TwoClocks();
        await using var host = await clocks.StartAsync();
        await host.Simulator.SetAsync(
            new
            {
                ExpiresIn = Life,
                SameTokenWithinValidity = false,
                LatencyMs = 100,
            }
        );
        var app = await host.SetUpAppAsync();
        await using var watch = TicketWatch.Start(host.Simulator, app.App);
        (await host.SignAsync(app, node: 0)).Expect();
        (await host.SignAsync(app, node: 1)).Expect();

        await using var load = SignLoad.Start(host, app);
        for (var jump = 0; watch.Values("corp") < 8; jump++)
        {
            await clocks.JumpAsync(host, jump % 2 == 0 ? Jump : -Jump);
            await SignedSinceAsync(load, 20);
        }

        var pages = await load.StopAsync();
        await watch.CatchUpAsync();
        foreach (var page in pages)
        {
            watch.Check(page);
            HasRightTime(page);
        }

        var log = await host.Simulator.LogAsync(app.App.CorpId);
        foreach (var path in Paths)
        {
            var calls = log.Where(call => call.Path == path).Select(call => call.At).ToList();
            var lives = (calls[^1] - calls[0]) / TimeSpan.FromSeconds(Life);
            output.WriteLine($"{path}: {calls.Count} calls in {lives:0.0} lives");
            // The earliest refresh ahead of time is due when a quarter of the life is over.
            (calls.Count - 1).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(lives * 4), path);
        }
    }

    [Fact]
    public async Task Clocks_that_jump_while_a_ticket_is_fetched_take_no_lease_from_its_holder()
    {
        using var clocks = new TwoClocks();
        await using var host = await clocks.StartAsync();
        var app = await host.SetUpAppAsync();
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: 6_000, Count: 1, CorpId: app.App.CorpId));
        var holder = SignAsync(host, app, node: 0);
        await Eventually.TrueAsync(
            async _ => await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket) == 1,
            "WeCom has been asked for the ticket"
        );
        var waiter = SignAsync(host, app, node: 1);

        foreach (var offset in new[] { Jump, -Jump, Jump })
        {
            await clocks.JumpAsync(host, offset);
        }

        await SignatureChecker.CheckAsync(host.Simulator, (await holder).Answer, app.App);
        await SignatureChecker.CheckAsync(host.Simulator, (await waiter).Answer, app.App);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(1);
    }

    private async Task<SignedPage> SignAsync(PlatformHost host, PlatformApp app, int node)
    {
        var sent = Stopwatch.GetTimestamp();
        var answer = (await host.SignAsync(app, node: node)).Expect();
        var page = new SignedPage(node, sent, Stopwatch.GetTimestamp(), answer);
        HasRightTime(page);
        return page;
    }

    private void HasRightTime(SignedPage page)
    {
        foreach (var (_, signature) in page.Answer.Json["signatures"]!.AsObject())
        {
            var time = DateTimeOffset.FromUnixTimeSeconds((long)signature!["timestamp"]!);
            time.ShouldBeInRange(Wall(page.Sent) - Tolerance, Wall(page.Received) + Tolerance);
        }
    }

    private DateTimeOffset Wall(long monotonic) => _wall + Stopwatch.GetElapsedTime(_monotonic, monotonic);

    private static Task SignedSinceAsync(SignLoad load, int pages)
    {
        var since = Stopwatch.GetTimestamp();
        return Eventually.TrueAsync(() => load.Pages.Count(page => page.Sent > since) >= pages, "pages were asked for after the jump");
    }

    private static async Task RevokedAsync(PlatformHost host, PlatformApp app)
    {
        (await host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{app.Tenant}/keys/{app.Key.Split('_')[1]}")).Expect();
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(
                async _ => (await host.SignAsync(app, node: node)).Status == HttpStatusCode.Unauthorized,
                $"node {node} learns that the key is gone",
                TimeSpan.FromSeconds(10)
            );
        }
    }

    /// <summary>Two nodes whose clocks jump in opposite directions.</summary>
    private sealed class TwoClocks : IDisposable
    {
        private readonly ShiftedClock _first = new();
        private readonly ShiftedClock _second = new();

        public ShiftedClock Of(int node) => node == 0 ? _first : _second;

        public async Task<PlatformHost> StartAsync()
        {
            var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0 });
            await host.AddNodeAsync(_first.Environment);
            await host.AddNodeAsync(_second.Environment);
            return host;
        }

        /// <summary>Returns when both nodes have seen the jump.</summary>
        public async Task JumpAsync(PlatformHost host, TimeSpan offset)
        {
            _first.Shift(offset);
            _second.Shift(-offset);
            foreach (var node in new[] { 0, 1 })
            {
                await host.Nodes[node].ReadsAsync(Of(node));
            }
        }

        public void Dispose()
        {
            _first.Dispose();
            _second.Dispose();
        }
    }
}

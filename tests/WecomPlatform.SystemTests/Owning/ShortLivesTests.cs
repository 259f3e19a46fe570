using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>Tickets that live for seconds: a day's changes of tickets under load, in a quarter of a minute.</summary>
public sealed class ShortLivesTests(TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    private const int Life = 4;

    [Fact]
    public async Task Where_every_fetch_gives_a_new_value_nobody_waits_and_nobody_gets_a_dead_one()
    {
        var host = await nodes.CleanAsync(
            new
            {
                ExpiresIn = Life,
                SameTokenWithinValidity = false,
                LatencyMs = 300,
            }
        );
        var app = await host.SetUpAppAsync();
        await using var watch = TicketWatch.Start(host.Simulator, app.App);
        (await host.SignAsync(app, node: 0)).Expect();
        (await host.SignAsync(app, node: 1)).Expect();
        var waits = await WaitsAsync(host);

        await using var load = SignLoad.Start(host, app);
        await LivesAsync(host, app.App, 4);
        var pages = await load.StopAsync();

        await watch.CatchUpAsync();
        pages.ShouldAllBe(page => page.Answer.IsSuccess);
        foreach (var page in pages)
        {
            watch.Check(page);
        }

        output.WriteLine(
            $"{pages.Count} pages, {watch.Values("corp")} corp tickets, slowest {pages.Max(page => page.Took).TotalMilliseconds:0} ms"
        );
        (await WaitsAsync(host)).ShouldBe(waits, "requests that waited for a ticket");
    }

    [Fact]
    public async Task Where_wecom_repeats_a_value_it_is_asked_three_times_too_early_at_most_and_once_at_the_end()
    {
        var host = await nodes.CleanAsync(new { ExpiresIn = Life });
        var app = await host.SetUpAppAsync();
        await using var watch = TicketWatch.Start(host.Simulator, app.App);

        await using var load = SignLoad.Start(host, app);
        await LivesAsync(host, app.App, 4);
        var pages = await load.StopAsync();

        await watch.CatchUpAsync();
        foreach (var page in pages)
        {
            watch.Check(page);
        }

        foreach (var path in new[] { UpstreamLog.Token, UpstreamLog.CorpTicket, UpstreamLog.AgentTicket })
        {
            var early = EarlyAttempts([
                .. (await host.Simulator.LogAsync(app.App.CorpId)).Where(call => call.Path == path).Select(call => call.At),
            ]);
            output.WriteLine($"{path}: early attempts per life {string.Join(' ', early)}");
            // Three too early, and one that came as the life ended.
            early.ShouldAllBe(attempts => attempts <= 3 + 1, path);
            early.Average().ShouldBeLessThan(3.5, path);
        }

        output.WriteLine(
            $"{pages.Count} pages, {await WaitsAsync(host)} waited, slowest {pages.Max(page => page.Took).TotalMilliseconds:0} ms"
        );
    }

    private static Task LivesAsync(PlatformHost host, CorpApp app, int lives) =>
        Eventually.TrueAsync(
            async _ =>
            {
                var calls = (await host.Simulator.LogAsync(app.CorpId)).Where(call => call.Path == UpstreamLog.CorpTicket).ToList();
                return calls.Count > 0 && calls[^1].At - calls[0].At > TimeSpan.FromSeconds(lives * Life);
            },
            $"{lives} lives have passed",
            TimeSpan.FromSeconds(60)
        );

    // A life begins with a fetch after the end of the one before; every other fetch got the same value again.
    private static List<int> EarlyAttempts(IReadOnlyList<DateTimeOffset> fetches)
    {
        var early = new List<int>();
        var end = DateTimeOffset.MinValue;
        foreach (var at in fetches)
        {
            if (at >= end)
            {
                end = at.AddSeconds(Life);
                early.Add(0);
            }
            else
            {
                early[^1]++;
            }
        }

        return early;
    }

    private static async Task<double> WaitsAsync(PlatformHost host) =>
        (await Task.WhenAll(host.Nodes.Select(node => node.MetricAsync("wecom_sign_waits_total ")))).Sum();
}

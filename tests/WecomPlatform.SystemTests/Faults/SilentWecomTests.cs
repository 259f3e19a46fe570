using System.Diagnostics;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>WeCom is away. While tickets live nobody notices; afterwards everybody is told to come again; when it is back all is well.</summary>
public sealed class SilentWecomTests(TwoNodesWithShortDeadlines nodes, ITestOutputHelper output) : IClassFixture<TwoNodesWithShortDeadlines>
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Read = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData("refuses connections")]
    [InlineData("accepts connections and hangs")]
    public async Task Tickets_are_signed_with_until_their_end_then_callers_are_told_when_to_come_again(string how)
    {
        var host = await nodes.CleanAsync(new { ExpiresIn = (int)Life.TotalSeconds });
        var app = await host.SetUpAppAsync();
        var fetched = Stopwatch.GetTimestamp();
        await SignOnBothAsync(host, app);

        await SilenceAsync(host, how);
        var silent = Stopwatch.GetTimestamp();
        await using var load = SignLoad.Start(host, app);
        await Eventually.TrueAsync(
            () => load.Pages.Where(page => !page.Answer.IsSuccess).DistinctBy(page => page.Node).Count() == 2,
            "both nodes say that they have no ticket"
        );
        var pages = await load.StopAsync();
        await SpeakAsync(host, how);
        var back = Stopwatch.GetTimestamp();

        // A ticket fetched after this moment lives at least until a life after it; a node's copy ends as much earlier as its row was on its way.
        var inValidity = pages.Where(page => Stopwatch.GetElapsedTime(fetched, page.Received) < Life - Read).ToList();
        inValidity.Count.ShouldBeGreaterThan(0);
        inValidity.ShouldAllBe(page => page.Answer.IsSuccess);
        foreach (var page in pages.Where(page => !page.Answer.IsSuccess))
        {
            page.Answer.ShouldBeRefused(503, "upstream_unavailable");
        }

        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: node)).IsSuccess, $"node {node} signs again");
        }

        await SignOnBothAsync(host, app);
        output.WriteLine(
            $"{inValidity.Count} pages signed in silence of {Stopwatch.GetElapsedTime(silent, back).TotalSeconds:0.0} s, "
                + $"slowest {inValidity.Max(page => page.Took).TotalMilliseconds:0} ms, back after {Stopwatch.GetElapsedTime(back).TotalSeconds:0.0} s"
        );
    }

    private static async Task SignOnBothAsync(PlatformHost host, PlatformApp app)
    {
        foreach (var node in new[] { 0, 1 })
        {
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }
    }

    private static Task SilenceAsync(PlatformHost host, string how) =>
        how.StartsWith("refuses", StringComparison.Ordinal)
            ? host.Simulator.StopAsync()
            : host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/*", DelayMs: 600_000));

    private static Task SpeakAsync(PlatformHost host, string how) =>
        how.StartsWith("refuses", StringComparison.Ordinal) ? host.Simulator.StartAgainAsync() : host.Simulator.ClearFaultsAsync();
}

using System.Diagnostics;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>What WeCom answers instead of a ticket: the right code, few repetitions, and recovery.</summary>
public sealed class WecomErrorTests(TwoNodesWithShortDeadlines nodes, ITestOutputHelper output) : IClassFixture<TwoNodesWithShortDeadlines>
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("60020", 422, "ip_not_allowed")]
    [InlineData("40013", 422, "corp_rejected")]
    [InlineData("-1", 503, "upstream_unavailable")]
    [InlineData("http", 503, "upstream_unavailable")]
    [InlineData("drop", 503, "upstream_unavailable")]
    public async Task Trouble_has_its_code_is_not_hammered_at_and_passes_by_itself(string what, int status, string code)
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        await host.Simulator.AddFaultAsync(Fault(what, app.App.CorpId));

        var began = Stopwatch.GetTimestamp();
        await using var load = SignLoad.Start(host, app);
        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(began) > Trouble, "the trouble has lasted");
        var calls = await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket);
        var pages = await load.StopAsync();
        await host.Simulator.ClearFaultsAsync();

        foreach (var page in pages)
        {
            page.Answer.ShouldBeRefused(status, code);
        }

        // Backoff: after 1, 2, 2 … seconds, a quarter less at most; a definite no is probed every 3 seconds.
        output.WriteLine($"{what}: {calls} calls for {pages.Count} requests in {Trouble.TotalSeconds:0} s");
        calls.ShouldBeInRange(2, 5);
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: node)).IsSuccess, $"node {node} signs again");
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }
    }

    [Fact]
    public async Task The_address_that_wecom_saw_is_told()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        await host.Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/corps/{app.App.CorpId}/agents/{app.App.AgentId}",
            new { TrustedIps = new[] { "203.0.113.7" } }
        );

        var answer = await host.SignAsync(app);

        answer.ShouldBeRefused(422, "ip_not_allowed");
        answer.Text.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task A_limit_of_wecoms_is_waited_out_unless_an_operator_says_now()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, Errcode: 45009, Count: 1, CorpId: app.App.CorpId));

        foreach (var node in new[] { 0, 1, 0, 1 })
        {
            var answer = await host.SignAsync(app, node: node);
            answer.ShouldBeRefused(503, "upstream_unavailable");
            answer.RetryAfter().ShouldBeInRange(3500, 3600);
        }

        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(1);
        await host.RefreshAsync(app, "corp_ticket");
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(async _ => (await host.SignAsync(app, node: node)).IsSuccess, $"node {node} signs again");
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }
    }

    private static SimulatorFault Fault(string what, string corpId) =>
        what switch
        {
            "http" => new SimulatorFault(UpstreamLog.CorpTicket, HttpStatus: 500, CorpId: corpId),
            "drop" => new SimulatorFault(UpstreamLog.CorpTicket, Drop: true, CorpId: corpId),
            _ => new SimulatorFault(
                UpstreamLog.CorpTicket,
                Errcode: int.Parse(what, System.Globalization.CultureInfo.InvariantCulture),
                CorpId: corpId
            ),
        };
}

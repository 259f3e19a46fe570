using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>WeCom kills values before their end, "for operational reasons".</summary>
public sealed class EarlyRevocationTests(TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task A_token_that_died_early_is_replaced_once_when_the_next_ticket_is_due()
    {
        var host = await nodes.CleanAsync(new { ExpiresIn = 16 });
        var app = await host.SetUpAppAsync();
        await using var watch = TicketWatch.Start(host.Simulator, app.App);
        await using var load = SignLoad.Start(host, app, callersPerNode: 1);
        await Eventually.TrueAsync(() => load.Pages.Count > 10, "pages are signed");

        await host.Simulator.RevokeAsync(
            new
            {
                app.App.CorpId,
                app.App.AgentId,
                Kind = "accessToken",
            }
        );
        await Eventually.TrueAsync(
            async _ =>
                (await host.Simulator.LogAsync(app.App.CorpId))
                    .Skip(1)
                    .SkipWhile(call => call.Path != UpstreamLog.Token)
                    .Any(call => call is { Path: UpstreamLog.CorpTicket, Errcode: 0 }),
            "a ticket was refreshed with a new token"
        );
        var pages = await load.StopAsync();
        await watch.CatchUpAsync();

        foreach (var page in pages)
        {
            watch.Check(page);
        }

        var log = await host.Simulator.LogAsync(app.App.CorpId);
        var dead = log.Where(call => call.Errcode != 0).ToList();
        output.WriteLine(string.Join('\n', log.Select(call => $"{call.At:mm:ss.fff} {call.Path} {call.Errcode}")));
        dead.ShouldAllBe(call => call.Errcode == 40014);
        dead.CountBy(call => call.Path).ShouldAllBe(path => path.Value == 1);
        log.Count(call => call.Path == UpstreamLog.Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_that_died_early_is_replaced_when_an_operator_says_so()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        foreach (var node in new[] { 0, 1 })
        {
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }

        await host.Simulator.RevokeAsync(
            new
            {
                app.App.CorpId,
                app.App.AgentId,
                Kind = "corpTicket",
            }
        );
        await host.RefreshAsync(app, "corp_ticket");

        var newest = (await SignatureChecker.ReadAsync(host.Simulator)).Newest("corp", app.App);
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(
                async _ => SignatureChecker.Fits(newest, (await host.SignAsync(app, node: node)).Expect(), "corp"),
                $"node {node} signs with the new ticket"
            );
        }

        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.CorpTicket)).ShouldBe(2);
        (await host.Simulator.CountAsync(app.App.CorpId, UpstreamLog.AgentTicket)).ShouldBe(1);
    }
}

using System.Security.Cryptography;
using System.Text;
using WecomSimulator.Calls;

namespace WecomPlatform.Tests.Simulator;

public sealed class CallCountTests : SimulatorTests
{
    [Fact]
    public async Task Calls_are_counted_by_caller_without_the_secret_and_by_error()
    {
        var token = await Sim.TokenAsync();
        await TokenErrcodeAsync("wrong");
        await Sim.CorpTicketAsync(token);
        await Sim.CorpTicketAsync("unknown-token");

        var calls = await Sim.SimAsync("calls");
        var tokens = calls["GET /cgi-bin/gettoken"]!;
        ((int)tokens["total"]!).ShouldBe(2);
        ((int)tokens["byKey"]![$"{Corp}/{Hash(Secret)}"]!).ShouldBe(1);
        ((int)tokens["errors"]!["40001"]!).ShouldBe(1);
        var tickets = calls["GET /cgi-bin/get_jsapi_ticket"]!;
        ((int)tickets["byKey"]![$"{Corp}/{App}"]!).ShouldBe(1);
        ((int)tickets["byKey"]!["unknown"]!).ShouldBe(1);
        ((int)tickets["errors"]!["40014"]!).ShouldBe(1);
        calls.ToJsonString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task The_log_lists_calls_in_order_after_a_number()
    {
        var token = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(1234));
        await Sim.AgentTicketAsync(token);

        var all = (await Sim.SimAsync("calls/log")).AsArray();
        all.Select(call => (long)call!["seq"]!).ShouldBe([1, 2]);
        var later = (await Sim.SimAsync("calls/log?since=1")).AsArray().Single()!;
        later
            .ToJsonString()
            .ShouldBe(
                $$"""{"seq":2,"at":"2026-01-01T00:00:01.234Z","path":"/cgi-bin/ticket/get","corpId":"{{Corp}}","agentId":{{App}},"errcode":0,"ip":"127.0.0.1"}"""
            );
    }

    [Fact]
    public async Task Counts_can_be_reset_and_the_sequence_goes_on()
    {
        await Sim.TokenAsync();
        await Sim.SimAsync(HttpMethod.Delete, "calls");
        (await Sim.SimAsync("calls")).AsObject().Count.ShouldBe(0);
        (await Sim.SimAsync("calls/log")).AsArray().Count.ShouldBe(0);

        await Sim.TokenAsync();
        ((long)(await Sim.SimAsync("calls/log")).AsArray().Single()!["seq"]!).ShouldBe(2);
    }

    [Fact]
    public void The_log_keeps_the_last_100_000_calls()
    {
        var book = new CallBook();
        for (var i = 0; i < 100_002; i++)
        {
            book.Add(DateTimeOffset.UnixEpoch, "GET", "/cgi-bin/gettoken", CallerId.Unknown, "127.0.0.1", errcode: 0, fault: null);
        }

        var log = book.Log(since: 0);
        log.Count.ShouldBe(100_000);
        (log[0].Seq, log[^1].Seq).ShouldBe((3, 100_002));
        book.Log(since: 100_001).Count.ShouldBe(1);
        book.Counts()["GET /cgi-bin/gettoken"].Total.ShouldBe(100_002);
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..8];
}

using System.Globalization;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Cli;
using WecomPlatform.Tests.Time;
using WecomPlatform.Tests.Wecom;

namespace WecomPlatform.Tests.Cli;

/// <summary>What doctor says of times: the platform's answers are canned, the clock is the tests'.</summary>
public sealed class DoctorClockTests
{
    private readonly FakeClock _clock = new();

    private string Now => _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(0, "ok")]
    [InlineData(50, "ok")]
    [InlineData(-300, "wrong")]
    [InlineData(4000, "wrong")]
    public async Task A_clock_that_differs_from_the_platforms_is_told(int ahead, string verdict)
    {
        var date = Now;
        await using var server = new CannedServer(_ => Dated("ready", date));
        _clock.ShiftWall(TimeSpan.FromSeconds(ahead));

        var answer = await CliInProcess.RunAsync(["doctor", "--server", server.Url.OriginalString, "--json"], clock: _clock);

        Verdict(answer, "clock").ShouldBe(verdict, answer.Out);
    }

    [Theory]
    [InlineData(5, "ok", null)]
    [InlineData(21, "warning", "suite_ticket_late")]
    [InlineData(31, "wrong", "suite_ticket_old")]
    public async Task A_suite_ticket_is_pushed_every_ten_minutes_and_good_for_thirty(int minutes, string verdict, string? code)
    {
        var at = (_clock.GetUtcNow() - TimeSpan.FromMinutes(minutes)).ToString("O", CultureInfo.InvariantCulture);
        await using var server = new CannedServer(head =>
            Dated(
                head.Contains("/credentials", StringComparison.Ordinal)
                    ? $$"""{"items":[{"kind":"suite_ticket","suiteId":"ws1","hasValue":true,"fetchedAt":"{{at}}","failures":0}]}"""
                    : """{"suiteId":"ws1","enabled":true}""",
                Now
            )
        );

        var answer = await CliInProcess.RunAsync(
            ["doctor", "--server", server.Url.OriginalString, "--key", "ak_a_b", "-t", "t", "--suite", "ws1", "--json"],
            clock: _clock
        );

        Verdict(answer, "suite-ticket").ShouldBe(verdict, answer.Out);
        ((string?)Finding(answer, "suite-ticket")["code"]).ShouldBe(code);
        if (code == "suite_ticket_old")
        {
            ((int?)Finding(answer, "suite-ticket")["mistake"]).ShouldBe(10);
        }
    }

    [Theory]
    [InlineData(0, 1, "ok", null)]
    [InlineData(0, 1000, "wrong", "timestamp_milliseconds")]
    [InlineData(-8000, 1, "warning", "timestamp_old")]
    [InlineData(900, 1, "warning", "timestamp_ahead")]
    public async Task A_pages_timestamp_is_in_seconds_and_of_about_now(int offset, int factor, string verdict, string? code)
    {
        var timestamp = (_clock.GetUtcNow().ToUnixTimeSeconds() + offset) * factor;

        var answer = await CliInProcess.RunAsync(
            ["doctor", "https://a.example/", "--signature", "0f9d", "--timestamp", $"{timestamp}", "--nonce", "N", "--json"],
            clock: _clock
        );

        Verdict(answer, "timestamp").ShouldBe(verdict, answer.Out);
        ((string?)Finding(answer, "timestamp")["code"]).ShouldBe(code);
    }

    private static byte[] Dated(string body, string date) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"
        );

    private static JsonNode Finding(CliAnswer answer, string check) =>
        answer.Json["findings"]!.AsArray().Single(finding => (string?)finding!["check"] == check)!;

    private static string? Verdict(CliAnswer answer, string check) => (string?)Finding(answer, check)["verdict"];
}

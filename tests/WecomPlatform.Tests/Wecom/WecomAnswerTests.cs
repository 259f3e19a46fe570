using WecomPlatform.Credentials.Owners;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Tests.Wecom;

/// <summary>Answers that WeCom should not give, but something between may.</summary>
public sealed class WecomAnswerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"access_token\"")]
    [InlineData("{}")]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    [InlineData("""{"access_token":null,"expires_in":7200}""")]
    [InlineData("""{"errcode":"0","access_token":"t"}""")]
    [InlineData("""{"access_token":"t","expires_in":7200""")]
    [InlineData("""{"access_token":"t","expires_in":"soon"}""")]
    public async Task An_answer_without_a_value_is_trouble_that_passes(string body)
    {
        await using var server = CannedServer.Always(body);
        await using var wecom = new WecomParts(server.Url);

        var why = await wecom.RefusalAsync();
        why.Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
        why.UpstreamCode.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"access_token":"t","expires_in":7200}""", 7200)]
    [InlineData("""{"errcode":0,"access_token":"t","expires_in":60,"more":{}}""", 60)]
    [InlineData("""{"access_token":"t"}""", 7200)]
    public async Task A_value_without_errcode_or_life_is_a_value(string body, int seconds)
    {
        await using var server = CannedServer.Always(body, contentType: "text/plain; charset=bogus");
        await using var wecom = new WecomParts(server.Url);

        (await wecom.FetchTokenAsync()).Value!.Lifetime.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_value_of_512_bytes_is_taken_and_a_longer_one_is_not()
    {
        await using var server = new CannedServer(head =>
            CannedServer.Http($$"""{"access_token":"{{new string('t', head.Contains("long", StringComparison.Ordinal) ? 513 : 512)}}"}""")
        );
        await using var wecom = new WecomParts(server.Url);

        (await wecom.FetchTokenAsync()).Value!.Value.Utf8.Length.ShouldBe(512);
        wecom.Accounts.Account = wecom.Accounts.Account! with { Secret = new("long") };
        (await wecom.RefusalAsync()).Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        await using var server = CannedServer.Always("{\"access_token\":\"" + new string('x', 5_000_000) + "\"}");
        await using var wecom = new WecomParts(server.Url);

        (await wecom.RefusalAsync()).Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
    }

    [Fact]
    public async Task An_answer_cut_short_is_trouble_that_passes()
    {
        var answer = CannedServer.Http("""{"access_token":"t","expires_in":7200}""");
        await using var server = new CannedServer(_ => answer[..^5]);
        await using var wecom = new WecomParts(server.Url);

        (await wecom.RefusalAsync()).Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_a_secret_in_hand()
    {
        await using var elsewhere = CannedServer.Always("""{"access_token":"stolen"}""");
        await using var server = new CannedServer(head =>
            System.Text.Encoding.ASCII.GetBytes(
                $"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Url}{head.Split(' ')[1]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        );
        await using var wecom = new WecomParts(server.Url);

        await wecom.RefusalAsync();
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_trouble_that_passes()
    {
        await using var wecom = new WecomParts(new Uri("http://127.0.0.1:1"));

        (await wecom.RefusalAsync()).Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
    }

    [Fact]
    public async Task Secrets_and_ids_are_escaped_on_their_way()
    {
        await using var server = CannedServer.Always("""{"access_token":"t"}""");
        await using var wecom = new WecomParts(new Uri(server.Url, "/prefix"));
        wecom.Accounts.Account = wecom.Accounts.Account! with { Secret = new("a&b=c#d e/企") };
        await wecom.FetchTokenAsync();

        server
            .Requests.ShouldHaveSingleItem()
            .ShouldStartWith("GET /prefix/cgi-bin/gettoken?corpid=ww0123456789abcdef&corpsecret=a%26b%3Dc%23d%20e%2F%E4%BC%81 HTTP/1.1");
    }

    [Theory]
    [InlineData(
        "not allow to access from your ip, hint: [1730458186056773912722469], from ip: 203.0.113.7, more info at https://x",
        "203.0.113.7"
    )]
    [InlineData("from ip: 2001:db8::1, more info", "2001:db8::1")]
    [InlineData("from ip: , more info", null)]
    [InlineData("no address here", null)]
    [InlineData("", null)]
    public void The_address_that_weCom_saw_is_read_from_its_message(string message, string? ip) =>
        new WecomError(60020, message).SeenIp.ShouldBe(ip);
}

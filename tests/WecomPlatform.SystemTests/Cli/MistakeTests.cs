using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.SystemTests.Cli;

/// <summary>The ten most common mistakes, each made for real and found by doctor under its number.</summary>
public sealed class MistakeTests(PlatformFixture platform) : CliTests(platform)
{
    private const string Url = "https://app.example.com/shop/cart?id=7&lang=zh";
    private const string Nonce = "Wm3WZYTPz0wzccnW";

    private static readonly string Timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Mistake_1_an_address_that_is_not_on_the_list()
    {
        await ChangeAsync(new { trustedIps = (string[])["203.0.113.9"] });

        ShouldBe(await AtWecomAsync(Directly(App.App.Secret)), "ip", "ip_not_allowed", 1).ShouldContain("127.0.0.1");
        ShouldBe(await OnPlatformAsync(), "ip", "ip_not_allowed", 1).ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Mistake_2_a_wrong_secret()
    {
        ShouldBe(await AtWecomAsync(Directly("not-the-secret-of-any-app")), "secret", "secret_rejected", 2);

        await ChangeAsync(new { enabled = false });
        await Host.Simulator.RevokeAsync(new { corpId = CorpId, kind = "accessToken" });
        ShouldBe(await OnPlatformAsync(), "secret", "secret_rejected", 2);
    }

    [Fact]
    public async Task Mistake_3_the_secret_of_another_app()
    {
        var other = App.App with { AgentId = AgentId + 1, Secret = App.App.Secret + "-other" };
        await Host.Simulator.PutAgentAsync(other);

        ShouldBe(await AtWecomAsync(Directly(other.Secret)), "agent", "secret_of_other_agent", 3);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("corp")]
    public async Task Mistake_4_the_ticket_of_the_other_kind(string kind)
    {
        var wrong = await TicketAsync(App.App, isAgents: kind == "corp");

        ShouldBe(await ClaimAsync(kind, Sign(wrong, Url)), "signature", "ticket_of_other_kind", 4);
    }

    [Fact]
    public async Task Mistake_5_a_ticket_that_has_ended()
    {
        var old = await TicketAsync(App.App);
        await Host.Simulator.RevokeAsync(new { value = old });

        ShouldBe(await ClaimAsync("corp", Sign(old, Url)), "signature", "ticket_not_current", 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("undefined")]
    public async Task Mistake_6_no_ticket(string nothing) =>
        ShouldBe(await ClaimAsync("corp", Sign(nothing, Url)), "signature", "ticket_empty", 6);

    [Fact]
    public async Task Mistake_7_a_ticket_for_each_page()
    {
        var query = $"corpid={CorpId}&corpsecret={App.App.Secret}";
        var token = (string?)(await Host.Simulator.ControlAsync(HttpMethod.Get, $"/cgi-bin/gettoken?{query}")).Json["access_token"];
        var errcode = 0;
        for (var page = 0; page < 110 && errcode == 0; page++)
        {
            var path = $"/cgi-bin/get_jsapi_ticket?access_token={token}";
            errcode = (int)(await Host.Simulator.ControlAsync(HttpMethod.Get, path)).Json["errcode"]!;
        }

        errcode.ShouldBe(45009);
        ShouldBe(await ClaimAsync("corp", Sign("whatever", Url)), "limit", "rate_limited", 7);
        ShouldBe(await OnPlatformAsync(), "limit", "rate_limited", 7);
    }

    [Theory]
    [InlineData("https://app.example.com/", null)]
    [InlineData("https://app.example.com/shop/", null)]
    [InlineData("https://app.example.com/welcome?from=menu", "https://app.example.com/welcome?from=menu#/start")]
    public async Task Mistake_8_the_url_of_another_page(string signed, string? landing)
    {
        var ticket = await TicketAsync(App.App);

        var answer = await ClaimAsync("corp", Sign(ticket, signed), landing is null ? [] : ["--landing-url", landing]);

        ShouldBe(answer, "signature", "url_of_other_page", 8);
    }

    [Theory]
    [InlineData("https://app.example.com/shop/cart?id=7&amp;lang=zh", "html_escaped_ampersand")]
    [InlineData("http://app.example.com/shop/cart?id=7&lang=zh", "url_scheme")]
    [InlineData("https%3A%2F%2Fapp.example.com%2Fshop%2Fcart%3Fid%3D7%26lang%3Dzh", "url_escaped")]
    public async Task Mistake_9_a_url_that_changed_on_its_way(string signed, string code)
    {
        var ticket = await TicketAsync(App.App, isAgents: true);

        ShouldBe(await ClaimAsync("agent", Sign(ticket, signed)), "signature", code, 9);
    }

    [Fact]
    public async Task Mistake_10_a_suite_ticket_that_never_came()
    {
        var suite = $"ws{Guid.NewGuid():N}"[..18];
        var body = new { secret = "secret-of-the-suite", kind = "thirdParty" };
        (await Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{App.Tenant}/suites/{suite}", body)).Expect();

        var answer = await WecomAsync("doctor", "--suite", suite, "--json");

        ShouldBe(answer, "suite-ticket", "suite_ticket_missing", 10);
    }

    [Fact]
    public async Task Two_mistakes_at_once_are_both_told()
    {
        var wrong = await TicketAsync(App.App);

        var text = ShouldBe(
            await ClaimAsync("agent", Sign(wrong, Url.Replace("https", "http", StringComparison.Ordinal))),
            "signature",
            "url_scheme",
            9
        );

        text.ShouldContain("corp's ticket");
    }

    [Theory]
    [InlineData("corp")]
    [InlineData("agent")]
    public async Task A_signature_without_mistakes_is_right(string kind)
    {
        var ticket = await TicketAsync(App.App, isAgents: kind == "agent");

        var answer = await ClaimAsync(kind, Sign(ticket, Url));

        ((string?)Finding(answer.Expect(), "signature")["verdict"]).ShouldBe("ok");
        answer.Out.ShouldNotContain(ticket);
    }

    // A check that found the mistake: its text.
    private static string ShouldBe(CliAnswer answer, string check, string code, int number)
    {
        var finding = Finding(answer.Expect(1), check);
        ((string?)finding["code"]).ShouldBe(code, answer.Out);
        ((int?)finding["mistake"]).ShouldBe(number, answer.Out);
        ((string?)finding["advice"]).ShouldNotBeNullOrEmpty();
        return (string)finding["text"]!;
    }

    private static string Sign(string ticket, string url)
    {
        var text = $"jsapi_ticket={ticket}&noncestr={Nonce}&timestamp={Timestamp}&url={url}";
#pragma warning disable CA5350 // SHA-1 is WeCom's choice.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    private Task ChangeAsync(object agent) => Host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/corps/{CorpId}/agents/{AgentId}", agent);

    private string[] Directly(string secret) => ["doctor", "--corp", CorpId, "--agent", $"{AgentId}", "--secret", secret, "--json"];

    private Task<CliAnswer> OnPlatformAsync() => WecomAsync("doctor", Url, "--corp", CorpId, "--agent", $"{AgentId}", "--json");

    private Task<CliAnswer> ClaimAsync(string kind, string signature, params string[] more) =>
        AtWecomAsync([
            "doctor",
            Url + "#/top",
            .. Directly(App.App.Secret)[1..],
            "--kind",
            kind,
            "--timestamp",
            Timestamp,
            "--nonce",
            Nonce,
            "--signature",
            signature,
            .. more,
        ]);
}

using System.Security.Cryptography;
using System.Text;

namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class LoginTicketTests : SuiteTests
{
    private const string Page = "https://suite.example.com/page";

    [Theory]
    [InlineData("getJsapiTicket", "/cgi-bin/get_jsapi_ticket?")]
    [InlineData("ticketGet", "/cgi-bin/ticket/get?type=suite_config&")]
    [InlineData("service", "/cgi-bin/service/get_jsapi_ticket?")]
    public async Task A_login_suites_ticket_is_found_at_the_chosen_candidate_only(string endpoint, string path)
    {
        var token = await SuiteTokenAsync(Login);
        await Sim.SettingsAsync($$"""{"loginTicketEndpoint":"{{endpoint}}"}""");

        var ticket = await Sim.GetAsync($"{path}suite_access_token={token}");
        Errcode(ticket).ShouldBe(0);
        ((int)ticket["expires_in"]!).ShouldBe(7200);

        await Sim.SettingsAsync($$"""{"loginTicketEndpoint":"{{(endpoint == "service" ? "ticketGet" : "service")}}"}""");
        (await Sim.ErrcodeAsync($"{path}suite_access_token={token}")).ShouldNotBe(0);
    }

    [Fact]
    public async Task Other_suites_get_none_and_dead_tokens_are_told_of()
    {
        (await Sim.ErrcodeAsync($"/cgi-bin/get_jsapi_ticket?suite_access_token={await SuiteTokenAsync()}")).ShouldBe(48002);
        (await Sim.ErrcodeAsync("/cgi-bin/get_jsapi_ticket?suite_access_token=wrong")).ShouldBe(40082);
        var token = await SuiteTokenAsync(Login);
        Sim.Clock.Advance(TimeSpan.FromSeconds(7200));
        (await Sim.ErrcodeAsync($"/cgi-bin/get_jsapi_ticket?suite_access_token={token}")).ShouldBe(42009);
    }

    [Fact]
    public async Task It_is_limited_as_an_apps_ticket()
    {
        await Sim.SettingsAsync("""{"ticketsPerAppHour":1}""");
        var path = $"/cgi-bin/get_jsapi_ticket?suite_access_token={await SuiteTokenAsync(Login)}";

        (await Sim.ErrcodeAsync(path)).ShouldBe(0);
        (await Sim.ErrcodeAsync(path)).ShouldBe(45009);
    }

    [Fact]
    public async Task A_page_signed_with_it_passes_for_the_suite_whatever_the_corp()
    {
        var path = $"/cgi-bin/get_jsapi_ticket?suite_access_token={await SuiteTokenAsync(Login)}";
        var ticket = (string)(await Sim.GetAsync(path))["ticket"]!;

        (await VerifyAsync("suite", Login, ticket, Page)).ShouldBeNull();
        (await VerifyAsync("suite", Login, "other", Page)).ShouldBe("invalid signature");
        (await VerifyAsync("suite", Login, ticket, "https://evil.com/")).ShouldBe("invalid url domain");
        (await VerifyAsync("suite", Suite, ticket, Page)).ShouldBe("invalid appid");
    }

    [Fact]
    public async Task An_installed_apps_page_is_judged_by_its_suites_domains()
    {
        var suiteToken = await SuiteTokenAsync();
        var token = (string)(await CorpTokenAsync(suiteToken, await PermanentCodeAsync(suiteToken)))["access_token"]!;
        var ticket = (string)(await Sim.CorpTicketAsync(token))["ticket"]!;

        (await VerifyAsync("corp", null, ticket, Page)).ShouldBeNull();
        await Sim.SimAsync(HttpMethod.Put, $"suites/{Suite}", """{"trustedDomains":["moved.example.com"]}""");
        (await VerifyAsync("corp", null, ticket, Page)).ShouldBe("invalid url domain");
    }

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private async Task<string?> VerifyAsync(string kind, string? suiteId, string ticket, string url)
    {
        var text = $"jsapi_ticket={ticket}&noncestr=n&timestamp=1414587457&url={url}";
        var page = new
        {
            kind,
            corpId = Customer,
            suiteId,
            url,
            timestamp = 1414587457,
            nonceStr = "n",
            signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text))),
        };
        return (string?)(await SimAsync(HttpMethod.Post, "client/verify", page))["errMsg"];
    }
#pragma warning restore CA5350
}

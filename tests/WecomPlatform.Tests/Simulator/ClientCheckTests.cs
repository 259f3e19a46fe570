using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomPlatform.Tests.Simulator;

public sealed class ClientCheckTests : SimulatorTests
{
    private const string Page = "https://app.example.com/a?x=%e4|1";

    [Fact]
    public async Task A_page_signed_with_the_corps_ticket_passes_corp_and_not_agent()
    {
        var ticket = (string)(await Sim.CorpTicketAsync(await Sim.TokenAsync()))["ticket"]!;

        (await VerifyAsync("corp", ticket, Page)).ShouldBeNull();
        (await VerifyAsync("agent", ticket, Page)).ShouldBe("invalid signature");
    }

    [Fact]
    public async Task A_page_signed_with_the_apps_ticket_passes_agent_and_not_corp()
    {
        var ticket = (string)(await Sim.AgentTicketAsync(await Sim.TokenAsync()))["ticket"]!;

        (await VerifyAsync("agent", ticket, Page)).ShouldBeNull();
        (await VerifyAsync("corp", ticket, Page)).ShouldBe("invalid signature");
    }

    [Fact]
    public async Task Another_apps_ticket_is_an_invalid_signature()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app","trustedDomains":["app.example.com"]}""");
        var ticket = (string)(await Sim.AgentTicketAsync(await Sim.TokenAsync("other-app")))["ticket"]!;

        (await VerifyAsync("agent", ticket, Page)).ShouldBe("invalid signature");
    }

    [Fact]
    public async Task Any_still_valid_ticket_of_the_corp_serves_and_a_dead_one_does_not()
    {
        await Sim.SettingsAsync("""{"sameTokenWithinValidity":false,"expiresIn":100}""");
        var token = await Sim.TokenAsync();
        var old = (string)(await Sim.CorpTicketAsync(token))["ticket"]!;
        Sim.Clock.Advance(TimeSpan.FromSeconds(50));
        var young = (string)(await Sim.CorpTicketAsync(token))["ticket"]!;

        (await VerifyAsync("corp", old, Page)).ShouldBeNull();
        Sim.Clock.Advance(TimeSpan.FromSeconds(50));
        (await VerifyAsync("corp", old, Page)).ShouldBe("invalid signature");
        (await VerifyAsync("corp", young, Page)).ShouldBeNull();
        await Sim.SimAsync(HttpMethod.Post, "revoke", $$"""{"value":"{{young}}"}""");
        (await VerifyAsync("corp", young, Page)).ShouldBe("invalid signature");
    }

    [Theory]
    [InlineData("https://app.example.com", null)]
    [InlineData("https://APP.example.com:8443/x", null)]
    [InlineData("http://deep.below.app.example.com/", null)]
    [InlineData("https://myapp.example.com/", "invalid url domain")]
    [InlineData("https://example.com/", "invalid url domain")]
    [InlineData("https://app.example.com.evil.com/", "invalid url domain")]
    [InlineData("https://evil.com/?app.example.com", "invalid url domain")]
    [InlineData("/relative", "invalid url")]
    public async Task The_pages_host_must_be_a_trusted_domain_or_below_one(string url, string? errMsg)
    {
        var ticket = (string)(await Sim.AgentTicketAsync(await Sim.TokenAsync()))["ticket"]!;

        (await VerifyAsync("agent", ticket, url)).ShouldBe(errMsg);
    }

    [Fact]
    public async Task A_corp_check_takes_any_apps_domain_and_an_agent_check_only_its_own()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app","trustedDomains":["例子.example.com"]}""");
        var token = await Sim.TokenAsync();
        var corp = (string)(await Sim.CorpTicketAsync(token))["ticket"]!;
        var agent = (string)(await Sim.AgentTicketAsync(token))["ticket"]!;
        const string other = "https://xn--fsqu00a.example.com/";

        (await VerifyAsync("corp", corp, other)).ShouldBeNull();
        (await VerifyAsync("agent", agent, other)).ShouldBe("invalid url domain");
    }

    [Fact]
    public async Task The_fragment_is_not_part_of_what_is_signed()
    {
        var ticket = (string)(await Sim.CorpTicketAsync(await Sim.TokenAsync()))["ticket"]!;

        (await VerifyAsync("corp", ticket, Page, checkedUrl: Page + "#/route")).ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_corps_and_agents_are_told_apart()
    {
        (await VerifyAsync("corp", "t", Page, corp: "wwnobody")).ShouldBe("invalid appid");
        (await VerifyAsync("agent", "t", Page, agent: 9)).ShouldBe("invalid agentid");
    }

    [Fact]
    public async Task Timestamp_and_agentId_may_be_text_as_clients_send_them()
    {
        var ticket = (string)(await Sim.AgentTicketAsync(await Sim.TokenAsync()))["ticket"]!;
        var body = $$"""
            {"kind":"agent","corpId":"{{Corp}}","agentId":"{{App}}","url":"{{Page}}","timestamp":"1414587457","nonceStr":"n",
             "signature":"{{Sign(ticket, Page)}}"}
            """;

        ((bool)(await Sim.SimAsync(HttpMethod.Post, "client/verify", body))!["ok"]!).ShouldBeTrue();
    }

    private async Task<string?> VerifyAsync(
        string kind,
        string ticket,
        string url,
        string? checkedUrl = null,
        string corp = Corp,
        long agent = App
    )
    {
        var body = JsonSerializer.Serialize(
            new
            {
                kind,
                corpId = corp,
                agentId = agent,
                url = checkedUrl ?? url,
                timestamp = 1414587457,
                nonceStr = "n",
                signature = Sign(ticket, url),
            }
        );
        JsonNode answer = (await Sim.SimAsync(HttpMethod.Post, "client/verify", body))!;
        var errMsg = (string?)answer["errMsg"];
        ((bool)answer["ok"]!).ShouldBe(errMsg is null);
        return errMsg;
    }

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private static string Sign(string ticket, string url) =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"jsapi_ticket={ticket}&noncestr=n&timestamp=1414587457&url={url}")));
#pragma warning restore CA5350
}

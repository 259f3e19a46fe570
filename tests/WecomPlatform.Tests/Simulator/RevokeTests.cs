namespace WecomPlatform.Tests.Simulator;

public sealed class RevokeTests : SimulatorTests
{
    [Fact]
    public async Task A_revoked_token_is_40014_and_the_next_fetch_gives_a_new_one()
    {
        var token = await Sim.TokenAsync();

        (await RevokeAsync($$"""{"value":"{{token}}"}""")).ShouldBe(1);

        ((int)(await Sim.CorpTicketAsync(token))["errcode"]!).ShouldBe(40014);
        var next = await Sim.TokenAsync();
        next.ShouldNotBe(token);
        ((int)(await Sim.CorpTicketAsync(next))["errcode"]!).ShouldBe(0);
    }

    [Fact]
    public async Task One_kind_of_one_app_can_be_killed_alone()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app"}""");
        var (token, other) = (await Sim.TokenAsync(), await Sim.TokenAsync("other-app"));
        var corp = (string)(await Sim.CorpTicketAsync(token))["ticket"]!;
        var agent = (string)(await Sim.AgentTicketAsync(token))["ticket"]!;
        var untouched = (string)(await Sim.CorpTicketAsync(other))["ticket"]!;

        (await RevokeAsync($$"""{"corpId":"{{Corp}}","agentId":{{App}},"kind":"corpTicket"}""")).ShouldBe(1);

        ((string)(await Sim.CorpTicketAsync(token))["ticket"]!).ShouldNotBe(corp);
        ((string)(await Sim.AgentTicketAsync(token))["ticket"]!).ShouldBe(agent);
        ((string)(await Sim.CorpTicketAsync(other))["ticket"]!).ShouldBe(untouched);
    }

    [Fact]
    public async Task A_corp_alone_kills_all_it_has_once()
    {
        await Sim.CorpTicketAsync(await Sim.TokenAsync());

        (await RevokeAsync($$"""{"corpId":"{{Corp}}"}""")).ShouldBe(2);
        (await RevokeAsync($$"""{"corpId":"{{Corp}}"}""")).ShouldBe(0);
    }

    [Fact]
    public async Task Credentials_lists_what_is_valid_newest_last()
    {
        await Sim.SettingsAsync("""{"sameTokenWithinValidity":false,"expiresIn":100}""");
        await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(60));
        var second = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(10));
        var third = await Sim.TokenAsync();
        var ticket = (string)(await Sim.AgentTicketAsync(third))["ticket"]!;
        Sim.Clock.Advance(TimeSpan.FromSeconds(30));

        var valid = await Sim.SimAsync("credentials");

        valid["accessTokens"]!.AsArray().Select(token => (string)token!["value"]!).ShouldBe([second, third]);
        ((int)valid["accessTokens"]![0]!["expiresIn"]!).ShouldBe(60);
        valid["corpTickets"]!.AsArray().ShouldBeEmpty();
        valid["agentTickets"]![0]!
            .ToJsonString()
            .ShouldBe($$"""{"corpId":"{{Corp}}","agentId":{{App}},"value":"{{ticket}}","expiresIn":70}""");
    }

    [Fact]
    public async Task History_tells_of_the_dead_when_they_were_issued_and_how_they_ended()
    {
        await Sim.SettingsAsync("""{"expiresIn":100}""");
        var began = Sim.Clock.GetUtcNow();
        var token = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(10));
        await RevokeAsync($$"""{"value":"{{token}}"}""");
        Sim.Clock.Advance(TimeSpan.FromSeconds(200));
        var next = await Sim.TokenAsync();

        var history = (await Sim.SimAsync("credentials/history")).AsArray();

        history.Select(entry => (string)entry!["value"]!).ShouldBe([token, next]);
        var (first, second) = (history[0]!, history[1]!);
        ((string)first["kind"]!).ShouldBe("accessToken");
        ((DateTimeOffset)first["issuedAt"]!).ShouldBe(began);
        ((DateTimeOffset)first["expiresAt"]!).ShouldBe(began.AddSeconds(100));
        ((DateTimeOffset)first["revokedAt"]!).ShouldBe(began.AddSeconds(10));
        second["revokedAt"].ShouldBeNull();
    }

    private async Task<int> RevokeAsync(string body) => (int)(await Sim.SimAsync(HttpMethod.Post, "revoke", body))!["revoked"]!;
}

namespace WecomPlatform.Tests.Simulator;

public sealed class TicketTests : SimulatorTests
{
    [Fact]
    public async Task Both_kinds_of_ticket_live_7200_seconds_and_look_like_WeComs()
    {
        var token = await Sim.TokenAsync();
        var corp = await Sim.CorpTicketAsync(token);
        var agent = await Sim.AgentTicketAsync(token);

        ((string)corp["ticket"]!).ShouldMatch("^[0-9A-Za-z_-]{86}$");
        ((int)agent["expires_in"]!).ShouldBe(7200);
        ((string)agent["ticket"]!).ShouldNotBe((string)corp["ticket"]!);
    }

    [Fact]
    public async Task Each_app_gets_tickets_of_its_own_the_corps_included()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app"}""");
        var (first, second) = (await Sim.TokenAsync(), await Sim.TokenAsync("other-app"));

        ((string)(await Sim.CorpTicketAsync(first))["ticket"]!).ShouldNotBe((string)(await Sim.CorpTicketAsync(second))["ticket"]!);
        ((string)(await Sim.AgentTicketAsync(first))["ticket"]!).ShouldNotBe((string)(await Sim.AgentTicketAsync(second))["ticket"]!);
    }

    [Fact]
    public async Task Within_validity_a_ticket_is_the_same_with_less_life()
    {
        var token = await Sim.TokenAsync();
        var first = await Sim.CorpTicketAsync(token);
        Sim.Clock.Advance(TimeSpan.FromSeconds(10.5));
        var second = await Sim.CorpTicketAsync(token);

        ((string)second["ticket"]!).ShouldBe((string)first["ticket"]!);
        ((int)second["expires_in"]!).ShouldBe(7189);
    }

    [Theory]
    [InlineData("?&type=agent_config&access_token={0}", 0)]
    [InlineData("?type=agent_config&suite_access_token=x&access_token={0}", 0)]
    [InlineData("?access_token={0}&type=suite_config", 91040)]
    [InlineData("?access_token={0}", 91040)]
    [InlineData("?type=agent_config", 41001)]
    [InlineData("?type=agent_config&access_token=", 41001)]
    [InlineData("?type=agent_config&access_token=damaged{0}", 40014)]
    public async Task Parameters_of_the_app_ticket_are_judged_as_WeCom_does(string query, int errcode)
    {
        var token = await Sim.TokenAsync();

        (await Sim.ErrcodeAsync("/cgi-bin/ticket/get" + query.Replace("{0}", token, StringComparison.Ordinal))).ShouldBe(errcode);
    }

    [Fact]
    public async Task A_ticket_is_no_access_token()
    {
        var ticket = (string)(await Sim.CorpTicketAsync(await Sim.TokenAsync()))["ticket"]!;

        ((int)(await Sim.CorpTicketAsync(ticket))["errcode"]!).ShouldBe(40014);
    }

    [Fact]
    public async Task An_app_tells_its_name_and_no_other_apps()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app"}""");
        var token = await Sim.TokenAsync();

        (await Sim.Http.GetStringAsync($"/cgi-bin/agent/get?access_token={token}&agentid={App}")).ShouldBe(
            """{"errcode":0,"errmsg":"ok","agentid":1000002,"name":"考勤","close":0}"""
        );
        (await Sim.ErrcodeAsync($"/cgi-bin/agent/get?access_token={token}&agentid=1000003")).ShouldBe(301002);
        (await Sim.ErrcodeAsync($"/cgi-bin/agent/get?access_token={token}&agentid=x")).ShouldBe(40056);
        (await Sim.ErrcodeAsync($"/cgi-bin/agent/get?access_token={token}")).ShouldBe(41011);
    }

    [Fact]
    public async Task A_deleted_app_takes_its_token_with_it()
    {
        var token = await Sim.TokenAsync();
        await Sim.SimAsync(HttpMethod.Delete, $"corps/{Corp}/agents/{App}");

        ((int)(await Sim.CorpTicketAsync(token))["errcode"]!).ShouldBe(40014);
    }
}

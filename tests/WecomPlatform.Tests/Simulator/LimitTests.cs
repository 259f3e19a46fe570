namespace WecomPlatform.Tests.Simulator;

public sealed class LimitTests : SimulatorTests
{
    [Fact]
    public async Task An_app_gets_100_tickets_an_hour_of_both_kinds_together_then_waits_60_minutes()
    {
        var token = await Sim.TokenAsync();
        for (var i = 0; i < 50; i++)
        {
            (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
            (await AgentTicketErrcodeAsync(token)).ShouldBe(0);
        }

        (await CorpTicketErrcodeAsync(token)).ShouldBe(45009);
        (await AgentTicketErrcodeAsync(token)).ShouldBe(45009);
        Sim.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(1));
        (await AgentTicketErrcodeAsync(token)).ShouldBe(45009);
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await AgentTicketErrcodeAsync(token)).ShouldBe(0);
        ((int)(await Sim.SimAsync("limits"))["refused"]!["appTickets"]!).ShouldBe(3);
    }

    [Fact]
    public async Task With_separate_counters_each_kind_has_100()
    {
        await Sim.SettingsAsync("""{"sharedTicketLimit":false}""");
        var token = await Sim.TokenAsync();
        for (var i = 0; i < 100; i++)
        {
            (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
        }

        (await CorpTicketErrcodeAsync(token)).ShouldBe(45009);
        (await AgentTicketErrcodeAsync(token)).ShouldBe(0);
    }

    [Fact]
    public async Task The_hour_slides()
    {
        await Sim.SettingsAsync("""{"ticketsPerAppHour":2}""");
        var token = await Sim.TokenAsync();
        await CorpTicketErrcodeAsync(token);
        Sim.Clock.Advance(TimeSpan.FromMinutes(40));
        await CorpTicketErrcodeAsync(token);
        Sim.Clock.Advance(TimeSpan.FromMinutes(20));

        (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
        (await CorpTicketErrcodeAsync(token)).ShouldBe(45009);
    }

    [Fact]
    public async Task A_corp_gets_400_tickets_an_hour_over_its_apps()
    {
        var tokens = new List<string>();
        for (var app = 0; app < 5; app++)
        {
            await Sim.PutAgentAsync(2000 + app, $$"""{"secret":"secret-{{app}}"}""");
            tokens.Add(await Sim.TokenAsync($"secret-{app}"));
        }

        foreach (var token in tokens.Take(4))
        {
            for (var i = 0; i < 100; i++)
            {
                (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
            }
        }

        (await AgentTicketErrcodeAsync(tokens[4])).ShouldBe(45009);
        ((int)(await Sim.SimAsync("limits"))["refused"]!["corpTickets"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Refused_tokens_cost_no_ticket_of_the_hour()
    {
        await Sim.SettingsAsync("""{"ticketsPerAppHour":1}""");
        var token = await Sim.TokenAsync();
        (await CorpTicketErrcodeAsync("bad")).ShouldBe(40014);
        (await Sim.ErrcodeAsync($"/cgi-bin/ticket/get?access_token={token}&type=none")).ShouldBe(91040);

        (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
    }

    [Fact]
    public async Task Too_many_wrong_secrets_ban_the_ip_for_every_corp_and_no_other_ip()
    {
        await Sim.PutAgentAsync(7, """{"secret":"good"}""", corp: "wwother");
        await Sim.SettingsAsync("""{"wrongSecretLimit":20}""");
        for (var i = 0; i < 20; i++)
        {
            (await TokenErrcodeAsync("wrong")).ShouldBe(40001);
        }

        (await TokenErrcodeAsync()).ShouldBe(45009);
        (await TokenErrcodeAsync("good", "wwother")).ShouldBe(45009);
        (await Sim.ErrcodeAsync("/cgi-bin/gettoken")).ShouldBe(45009);
        using (var elsewhere = Sim.From("127.0.0.3"))
        {
            (await elsewhere.GetStringAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}")).ShouldContain("\"errcode\":0");
        }

        var limits = await Sim.SimAsync("limits");
        ((int)limits["refused"]!["wrongSecrets"]!).ShouldBe(3);
        var ban = limits["counters"]!.AsArray().Single(counter => (string)counter!["rule"]! == "wrongSecrets")!;
        ((string)ban["key"]!).ShouldBe("127.0.0.1");
        ((int)ban["blockedSeconds"]!).ShouldBe(3600);

        Sim.Clock.Advance(TimeSpan.FromHours(1));
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Wrong_secrets_spread_over_more_than_an_hour_ban_nobody()
    {
        await Sim.SettingsAsync("""{"wrongSecretLimit":3}""");
        for (var i = 0; i < 6; i++)
        {
            (await TokenErrcodeAsync("wrong")).ShouldBe(40001);
            Sim.Clock.Advance(TimeSpan.FromMinutes(31));
        }

        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task By_default_2000_wrong_secrets_are_borne_and_no_more()
    {
        for (var batch = 0; batch < 20; batch++)
        {
            (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TokenErrcodeAsync("wrong")))).ShouldAllBe(code => code == 40001);
        }

        (await TokenErrcodeAsync()).ShouldBe(45009);
    }

    [Fact]
    public async Task A_corp_and_path_has_so_many_calls_a_minute()
    {
        await Sim.SettingsAsync("""{"corpCallsPerMinute":3}""");
        await Sim.PutAgentAsync(7, """{"secret":"good"}""", corp: "wwother");
        for (var i = 0; i < 3; i++)
        {
            (await TokenErrcodeAsync()).ShouldBe(0);
        }

        (await TokenErrcodeAsync()).ShouldBe(45009);
        (await TokenErrcodeAsync("good", "wwother")).ShouldBe(0);
        Sim.Clock.Advance(TimeSpan.FromSeconds(60));
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_ip_and_path_has_so_many_calls_a_minute()
    {
        await Sim.SettingsAsync("""{"ipCallsPerMinute":2}""");
        await Sim.ErrcodeAsync("/cgi-bin/get_jsapi_ticket");
        await Sim.ErrcodeAsync("/cgi-bin/get_jsapi_ticket");

        (await Sim.ErrcodeAsync("/cgi-bin/get_jsapi_ticket")).ShouldBe(45009);
        (await TokenErrcodeAsync()).ShouldBe(0);
        ((int)(await Sim.SimAsync("limits"))["refused"]!["ipCalls"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_calls_at_the_same_time_are_45033()
    {
        await Sim.SettingsAsync("""{"concurrencyLimit":2,"latencyMs":1000}""");
        var running = new[] { TokenErrcodeAsync(), TokenErrcodeAsync() };
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1), atLeast: 2);

        var third = TokenErrcodeAsync();
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1), atLeast: 3);
        Sim.Clock.Advance(TimeSpan.FromSeconds(1));

        (await third).ShouldBe(45033);
        (await Task.WhenAll(running)).ShouldBe([0, 0]);
        await Sim.SettingsAsync("""{"latencyMs":0}""");
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Limits_can_be_switched_off_and_cleared()
    {
        await Sim.SettingsAsync("""{"ticketsPerAppHour":1,"wrongSecretLimit":1}""");
        var token = await Sim.TokenAsync();
        await CorpTicketErrcodeAsync(token);
        (await CorpTicketErrcodeAsync(token)).ShouldBe(45009);
        await TokenErrcodeAsync("wrong");
        (await TokenErrcodeAsync()).ShouldBe(45009);

        await Sim.SettingsAsync("""{"limits":false}""");
        (await CorpTicketErrcodeAsync(token)).ShouldBe(0);
        (await TokenErrcodeAsync()).ShouldBe(0);

        await Sim.SettingsAsync("""{"limits":true}""");
        (await TokenErrcodeAsync()).ShouldBe(45009);
        await Sim.SimAsync(HttpMethod.Delete, "limits");
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    private async Task<int> CorpTicketErrcodeAsync(string token) => (int)(await Sim.CorpTicketAsync(token))["errcode"]!;

    private async Task<int> AgentTicketErrcodeAsync(string token) => (int)(await Sim.AgentTicketAsync(token))["errcode"]!;
}

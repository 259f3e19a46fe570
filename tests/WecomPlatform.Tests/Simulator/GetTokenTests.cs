namespace WecomPlatform.Tests.Simulator;

public sealed class GetTokenTests : SimulatorTests
{
    [Theory]
    [InlineData("", 41002)]
    [InlineData("corpsecret=first-secret", 41002)]
    [InlineData("corpid=ww0123456789abcdef", 41004)]
    [InlineData("corpid=ww0123456789abcdef&corpsecret=", 40001)]
    [InlineData("corpid=wwnobody&corpsecret=first-secret", 40013)]
    [InlineData("corpid=ww0123456789abcdef&corpsecret=wrong", 40001)]
    [InlineData("corpsecret=first-secret&debug=1&corpid=ww0123456789abcdef", 0)]
    [InlineData("&corpid=ww0123456789abcdef&corpsecret=first-secret&access_token=of-another-kind", 0)]
    public async Task Parameters_are_judged_as_WeCom_does(string query, int errcode) =>
        (await Sim.ErrcodeAsync($"/cgi-bin/gettoken?{query}")).ShouldBe(errcode);

    [Fact]
    public async Task A_secret_of_another_corp_is_40091()
    {
        await Sim.PutAgentAsync(7, """{"secret":"elsewhere"}""", corp: "wwother");

        (await TokenErrcodeAsync("elsewhere")).ShouldBe(40091);
    }

    [Fact]
    public async Task A_disabled_app_is_40001_until_it_is_enabled_again()
    {
        await Sim.PutAgentAsync(App, """{"enabled":false}""");
        (await TokenErrcodeAsync()).ShouldBe(40001);

        await Sim.PutAgentAsync(App, """{"enabled":true}""");
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task After_a_secret_reset_the_old_one_is_40001()
    {
        await Sim.PutAgentAsync(App, """{"secret":"second-secret"}""");

        (await TokenErrcodeAsync()).ShouldBe(40001);
        (await TokenErrcodeAsync("second-secret")).ShouldBe(0);
    }

    [Fact]
    public async Task An_ip_outside_the_allow_list_is_60020_and_a_forwarding_header_proves_nothing()
    {
        var token = await Sim.TokenAsync();
        await Sim.PutAgentAsync(App, """{"trustedIps":["127.0.0.2"]}""");
        Sim.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.2");
        Sim.Http.DefaultRequestHeaders.Add("X-Real-IP", "127.0.0.2");

        var refused = await Sim.GetTokenAsync();
        ((int)refused["errcode"]!).ShouldBe(60020);
        ((string)refused["errmsg"]!).ShouldContain("from ip: 127.0.0.1,");
        ((int)(await Sim.CorpTicketAsync(token))["errcode"]!).ShouldBe(60020);

        using var allowed = Sim.From("127.0.0.2");
        (await allowed.GetStringAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}")).ShouldContain("\"errcode\":0");
    }

    [Fact]
    public async Task Within_validity_the_same_token_comes_back_with_less_life_rounded_down()
    {
        var first = await Sim.GetTokenAsync();
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(1_000_100));
        var second = await Sim.GetTokenAsync();

        ((int)first["expires_in"]!).ShouldBe(7200);
        ((int)second["expires_in"]!).ShouldBe(6199);
        ((string)second["access_token"]!).ShouldBe((string)first["access_token"]!);
    }

    [Fact]
    public async Task In_its_last_second_a_token_is_valid_with_0_seconds_left()
    {
        var token = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(7_199_500));

        ((int)(await Sim.GetTokenAsync())["expires_in"]!).ShouldBe(0);
        ((int)(await Sim.CorpTicketAsync(token))["errcode"]!).ShouldBe(0);
    }

    [Fact]
    public async Task After_its_end_a_new_token_comes_and_the_old_one_is_42001()
    {
        var old = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(7200));

        ((int)(await Sim.CorpTicketAsync(old))["errcode"]!).ShouldBe(42001);
        var fresh = await Sim.GetTokenAsync();
        ((string)fresh["access_token"]!).ShouldNotBe(old);
        ((int)fresh["expires_in"]!).ShouldBe(7200);
    }

    [Fact]
    public async Task A_long_dead_token_is_no_longer_remembered()
    {
        var old = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromDays(2));
        await Sim.TokenAsync();

        ((int)(await Sim.CorpTicketAsync(old))["errcode"]!).ShouldBe(40014);
    }

    [Fact]
    public async Task Without_the_same_token_rule_each_fetch_gives_a_new_one_and_older_ones_live_on()
    {
        await Sim.SettingsAsync("""{"sameTokenWithinValidity":false,"expiresIn":60}""");
        var first = await Sim.TokenAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await Sim.TokenAsync();

        second.ShouldNotBe(first);
        ((int)(await Sim.CorpTicketAsync(first))["errcode"]!).ShouldBe(0);
        Sim.Clock.Advance(TimeSpan.FromSeconds(30));
        ((int)(await Sim.CorpTicketAsync(first))["errcode"]!).ShouldBe(42001);
        ((int)(await Sim.CorpTicketAsync(second))["errcode"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Tokens_of_two_apps_are_two_and_look_like_WeComs()
    {
        await Sim.PutAgentAsync(1000003, """{"secret":"other-app"}""");

        var first = await Sim.TokenAsync();
        first.ShouldMatch("^[0-9A-Za-z_-]{214}$");
        (await Sim.TokenAsync("other-app")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Many_callers_at_once_get_one_token()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Sim.TokenAsync()));

        tokens.Distinct().Count().ShouldBe(1);
    }
}

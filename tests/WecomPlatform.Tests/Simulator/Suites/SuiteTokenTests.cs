namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class SuiteTokenTests : SuiteTests
{
    [Fact]
    public async Task A_pushed_ticket_buys_a_token_and_within_validity_the_same_again()
    {
        var first = await FetchSuiteTokenAsync(await TicketAsync());
        Sim.Clock.Advance(TimeSpan.FromSeconds(60));
        var second = await FetchSuiteTokenAsync(await TicketAsync());

        ((string)second["suite_access_token"]!).ShouldBe((string)first["suite_access_token"]!);
        ((int)first["expires_in"]!).ShouldBe(7200);
        ((int)second["expires_in"]!).ShouldBe(7140);
    }

    [Theory]
    [InlineData("{}", 41021)]
    [InlineData("""{"suite_id":"wwsuite"}""", 41024)]
    [InlineData("""{"suite_id":"wwsuite","suite_secret":"suite-secret"}""", 41023)]
    [InlineData("""{"suite_id":"wwsuite","suite_secret":"suite-secret","suite_ticket":""}""", 41023)]
    [InlineData("""{"suite_id":"wwnone","suite_secret":"suite-secret","suite_ticket":"t"}""", 40083)]
    [InlineData("""{"suite_id":"wwsuite","suite_secret":"wrong","suite_ticket":"t"}""", 40080)]
    [InlineData("""{"suite_id":"wwsuite","suite_secret":"suite-secret","suite_ticket":"t"}""", 40085)]
    [InlineData("suite_id=wwsuite&suite_secret=suite-secret", 47001)]
    [InlineData("[]", 47001)]
    [InlineData("", 47001)]
    public async Task What_is_posted_is_judged_as_WeCom_does(string body, int errcode) =>
        Errcode(await ServiceAsync("get_suite_token", body)).ShouldBe(errcode);

    [Fact]
    public async Task A_get_is_40083_for_its_body_is_not_read() =>
        (await Sim.ErrcodeAsync("/cgi-bin/service/get_suite_token")).ShouldBe(40083);

    [Fact]
    public async Task A_ticket_lives_half_an_hour_and_a_newer_one_does_not_kill_it()
    {
        var ticket = await TicketAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(1799));
        await TicketAsync();
        Errcode(await FetchSuiteTokenAsync(ticket)).ShouldBe(0);

        Sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Errcode(await FetchSuiteTokenAsync(ticket)).ShouldBe(40085);
    }

    [Fact]
    public async Task Where_only_the_newest_ticket_counts_an_older_one_is_40085()
    {
        await Sim.SettingsAsync("""{"newestSuiteTicketOnly":true}""");
        var older = await TicketAsync();
        var newer = await TicketAsync();

        Errcode(await FetchSuiteTokenAsync(older)).ShouldBe(40085);
        Errcode(await FetchSuiteTokenAsync(newer)).ShouldBe(0);
    }

    [Fact]
    public async Task Another_suites_ticket_is_40085() => Errcode(await FetchSuiteTokenAsync(await TicketAsync(Login))).ShouldBe(40085);

    [Fact]
    public async Task A_missing_a_wrong_and_a_dead_token_are_told_apart()
    {
        var token = await SuiteTokenAsync();
        var corpToken = await Sim.TokenAsync();

        (await Sim.ErrcodeAsync("/cgi-bin/service/get_pre_auth_code")).ShouldBe(41022);
        (await Sim.ErrcodeAsync("/cgi-bin/service/get_pre_auth_code?suite_access_token=wrong")).ShouldBe(40082);
        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={corpToken}")).ShouldBe(40082);
        (await Sim.ErrcodeAsync($"/cgi-bin/get_jsapi_ticket?access_token={token}")).ShouldBe(40014);
        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={token}")).ShouldBe(0);

        Sim.Clock.Advance(TimeSpan.FromSeconds(7200));
        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={token}")).ShouldBe(42009);
        await Sim.SettingsAsync("""{"expiredSuiteTokenIs40082":true}""");
        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={token}")).ShouldBe(40082);
    }

    [Fact]
    public async Task A_revoked_token_is_40082_and_the_next_fetch_gives_a_new_one()
    {
        var token = await SuiteTokenAsync();
        await Sim.SimAsync(HttpMethod.Post, "revoke", $$"""{"suiteId":"{{Suite}}","kind":"suiteToken"}""");

        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={token}")).ShouldBe(40082);
        (await SuiteTokenAsync()).ShouldNotBe(token);
    }

    [Fact]
    public async Task Only_the_providers_addresses_may_call()
    {
        var token = await SuiteTokenAsync();
        await Sim.SimAsync(HttpMethod.Put, $"providers/{Provider}", """{"trustedIps":["127.0.0.2"]}""");

        Errcode(await FetchSuiteTokenAsync(await TicketAsync())).ShouldBe(60020);
        (await Sim.ErrcodeAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={token}")).ShouldBe(60020);
        Errcode(await ServiceAsync("get_provider_token", new { corpid = Provider, provider_secret = "provider-secret" })).ShouldBe(60020);
    }

    [Theory]
    [InlineData("{}", 41002)]
    [InlineData("""{"corpid":"wwprovider"}""", 41004)]
    [InlineData("""{"corpid":"wwnone","provider_secret":"provider-secret"}""", 40013)]
    [InlineData("""{"corpid":"wwprovider","provider_secret":"wrong"}""", 40001)]
    [InlineData("""{"corpid":"ww0123456789abcdef","provider_secret":"first-secret"}""", 40001)]
    [InlineData("""{"corpid":"wwprovider","provider_secret":"provider-secret"}""", 0)]
    [InlineData("no json", 47001)]
    public async Task A_provider_proves_itself(string body, int errcode) =>
        Errcode(await ServiceAsync("get_provider_token", body)).ShouldBe(errcode);

    [Fact]
    public async Task Calls_are_counted_by_suite_and_provider_without_their_secrets()
    {
        await SuiteTokenAsync();
        await ServiceAsync("get_provider_token", new { corpid = Provider, provider_secret = "provider-secret" });

        var calls = await Sim.SimAsync("calls");

        var bySuite = calls["POST /cgi-bin/service/get_suite_token"]!["byKey"]!.AsObject();
        bySuite.Single().Key.ShouldMatch("^wwsuite/[0-9a-f]{8}$");
        calls["POST /cgi-bin/service/get_provider_token"]!["byKey"]!.AsObject().Single().Key.ShouldMatch("^wwprovider/[0-9a-f]{8}$");
        calls.ToJsonString().ShouldNotContain("-secret");
        var log = (await Sim.SimAsync("calls/log")).AsArray();
        ((string)log[0]!["suiteId"]!).ShouldBe(Suite);
    }

    [Fact]
    public async Task What_was_issued_is_listed_by_suite_and_kept_in_the_history()
    {
        var token = await SuiteTokenAsync();
        var ticket = Listener.Received.Last().Event["SuiteTicket"]!;

        var valid = await Sim.SimAsync("credentials");

        valid["suiteTokens"]![0]!.ToJsonString().ShouldBe($$"""{"suiteId":"{{Suite}}","value":"{{token}}","expiresIn":7200}""");
        ((string)valid["suiteTickets"]![0]!["value"]!).ShouldBe(ticket);
        var history = (await Sim.SimAsync("credentials/history")).AsArray();
        history.Select(entry => (string)entry!["kind"]!).ShouldBe(["suiteTicket", "suiteToken"]);
        history.Select(entry => (string)entry!["suiteId"]!).ShouldBe([Suite, Suite]);
    }

    [Fact]
    public async Task A_fault_can_strike_one_suite_alone()
    {
        await Sim.FaultAsync($$"""{"path":"/cgi-bin/service/get_suite_token","errcode":-1,"suiteId":"{{Suite}}"}""");

        Errcode(await FetchSuiteTokenAsync(await TicketAsync())).ShouldBe(-1);
        Errcode(await FetchSuiteTokenAsync(await TicketAsync(Login), Login)).ShouldBe(0);
    }
}

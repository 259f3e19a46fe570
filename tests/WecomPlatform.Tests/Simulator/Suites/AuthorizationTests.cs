using System.Text.Json.Nodes;

namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class AuthorizationTests : SuiteTests
{
    [Fact]
    public async Task A_new_authorization_is_pushed_and_its_code_buys_a_permanent_one_once()
    {
        var suiteToken = await SuiteTokenAsync();
        var authorized = await AuthorizeAsync("create", state: "s1");

        var pushed = Listener.Received.Last();
        pushed.Message.ReceiveId.ShouldBe(Suite);
        pushed.Envelope!.ToUserName.ShouldBe(Suite);
        pushed.Event.InfoType.ShouldBe("create_auth");
        pushed.Event.SuiteId.ShouldBe(Suite);
        pushed.Event["State"].ShouldBe("s1");
        var authCode = pushed.Event["AuthCode"]!;
        authCode.ShouldBe((string)authorized["authCode"]!);
        authCode.Length.ShouldBeInRange(64, 512);

        var bought = await ServiceAsync("get_permanent_code", new { auth_code = authCode }, suiteToken);
        ((string)bought["permanent_code"]!).ShouldNotBeEmpty();
        ((string)bought["auth_corp_info"]!["corpid"]!).ShouldBe(Customer);
        ((string)bought["state"]!).ShouldBe("s1");
        var agent = bought["auth_info"]!["agent"]!.AsArray().Single()!;
        ((long)agent["agentid"]!).ShouldBe((long)authorized["agentId"]!);
        ((bool)agent["is_customized_app"]!).ShouldBeFalse();
        ((int)(await Sim.CorpTicketAsync((string)bought["access_token"]!))["errcode"]!).ShouldBe(0);
        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = authCode }, suiteToken)).ShouldBe(40078);
    }

    [Fact]
    public async Task Version_2_tells_neither_token_nor_app()
    {
        var suiteToken = await SuiteTokenAsync();
        var authCode = (string)(await AuthorizeAsync("create"))["authCode"]!;

        var bought = await ServiceAsync("v2/get_permanent_code", new { auth_code = authCode }, suiteToken);

        ((string)bought["permanent_code"]!).ShouldNotBeEmpty();
        bought["access_token"].ShouldBeNull();
        bought["auth_info"].ShouldBeNull();
        var code = (string)bought["permanent_code"]!;
        var info = await ServiceAsync("v2/get_auth_info", new { auth_corpid = Customer, permanent_code = code }, suiteToken);
        info["auth_info"]!["agent"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Auth_codes_that_are_short_strange_old_or_anothers_are_refused()
    {
        var suiteToken = await SuiteTokenAsync();
        var templateToken = await SuiteTokenAsync(Template);
        var authCode = (string)(await AuthorizeAsync("create"))["authCode"]!;

        Errcode(await ServiceAsync("get_permanent_code", "{}", suiteToken)).ShouldBe(41008);
        Errcode(await ServiceAsync("get_permanent_code", "x", suiteToken)).ShouldBe(47001);
        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = "short" }, suiteToken)).ShouldBe(40058);
        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = new string('x', 64) }, suiteToken)).ShouldBe(40078);
        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = authCode }, templateToken)).ShouldBe(40078);
        Sim.Clock.Advance(TimeSpan.FromSeconds(600));
        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = authCode }, suiteToken)).ShouldBe(40078);
    }

    [Fact]
    public async Task A_corp_token_is_an_access_token_for_both_tickets_and_within_validity_the_same()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PermanentCodeAsync(suiteToken);

        var first = (string)(await CorpTokenAsync(suiteToken, code))["access_token"]!;

        ((string)(await CorpTokenAsync(suiteToken, code))["access_token"]!).ShouldBe(first);
        Errcode(await Sim.CorpTicketAsync(first)).ShouldBe(0);
        Errcode(await Sim.AgentTicketAsync(first)).ShouldBe(0);
        var calls = (await Sim.SimAsync("calls"))["POST /cgi-bin/service/get_corp_token"]!["byKey"]!;
        ((int)calls[$"{Suite}/{Customer}"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Ticket_limits_hold_for_suites_apps_too()
    {
        await Sim.SettingsAsync("""{"ticketsPerAppHour":2}""");
        var suiteToken = await SuiteTokenAsync();
        var token = (string)(await CorpTokenAsync(suiteToken, await PermanentCodeAsync(suiteToken)))["access_token"]!;

        Errcode(await Sim.CorpTicketAsync(token)).ShouldBe(0);
        Errcode(await Sim.AgentTicketAsync(token)).ShouldBe(0);
        Errcode(await Sim.CorpTicketAsync(token)).ShouldBe(45009);
    }

    [Fact]
    public async Task What_a_corp_token_needs_is_checked()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PermanentCodeAsync(suiteToken);

        Errcode(await ServiceAsync("get_corp_token", "{}", suiteToken)).ShouldBe(41002);
        Errcode(await ServiceAsync("get_corp_token", new { auth_corpid = Customer }, suiteToken)).ShouldBe(41025);
        Errcode(await CorpTokenAsync(suiteToken, "wrong")).ShouldBe(40084);
        Errcode(await CorpTokenAsync(suiteToken, code, Corp)).ShouldBe(48004);
        Errcode(await CorpTokenAsync("wrong", code)).ShouldBe(40082);
        (await Sim.ErrcodeAsync($"/cgi-bin/gettoken?corpid={Customer}&corpsecret={code}")).ShouldBe(40001);
    }

    [Fact]
    public async Task A_cancelled_corp_is_told_of_and_all_it_gave_is_dead()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PermanentCodeAsync(suiteToken);
        var token = (string)(await CorpTokenAsync(suiteToken, code))["access_token"]!;

        await AuthorizeAsync("cancel");

        var pushed = Listener.Received.Last().Event;
        pushed.InfoType.ShouldBe("cancel_auth");
        pushed.AuthCorpId.ShouldBe(Customer);
        Errcode(await CorpTokenAsync(suiteToken, code)).ShouldBe(40084);
        Errcode(await ServiceAsync("get_auth_info", new { auth_corpid = Customer, permanent_code = code }, suiteToken)).ShouldBe(40084);
        Errcode(await Sim.CorpTicketAsync(token)).ShouldBe(48004);
        (await Sim.SimAsync("credentials"))["accessTokens"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_that_was_not_exchanged_before_the_corp_cancelled_is_40078()
    {
        var suiteToken = await SuiteTokenAsync();
        var authCode = (string)(await AuthorizeAsync("create"))["authCode"]!;
        await AuthorizeAsync("cancel");

        Errcode(await ServiceAsync("get_permanent_code", new { auth_code = authCode }, suiteToken)).ShouldBe(40078);
    }

    [Fact]
    public async Task Installed_again_it_is_another_app_with_another_code()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PermanentCodeAsync(suiteToken);
        var cancelled = await AuthorizeAsync("cancel");

        var again = await PermanentCodeAsync(suiteToken);

        again.ShouldNotBe(code);
        Errcode(await CorpTokenAsync(suiteToken, code)).ShouldBe(40084);
        Errcode(await CorpTokenAsync(suiteToken, again)).ShouldBe(0);
        var all = (await Sim.SimAsync("authorizations"))["authorizations"]!.AsArray();
        ((long)all[1]!["agentId"]!).ShouldBeGreaterThan((long)cancelled["agentId"]!);
        all[0]!["cancelledAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_is_told_of_and_a_disabled_customised_app_is_40001()
    {
        var templateToken = await SuiteTokenAsync(Template);
        var code = await PermanentCodeAsync(templateToken, Template);
        await SimAsync(
            HttpMethod.Post,
            "authorize",
            new
            {
                suiteId = Template,
                corpId = Customer,
                action = "change",
                enabled = false,
            }
        );

        var pushed = Listener.Received.Last().Event;
        pushed.InfoType.ShouldBe("change_auth");
        pushed.AuthCorpId.ShouldBe(Customer);
        (await TokenErrcodeAsync(code, Customer)).ShouldBe(40001);
    }

    [Fact]
    public async Task A_customised_apps_code_is_its_secret_and_get_corp_token_is_48002()
    {
        var templateToken = await SuiteTokenAsync(Template);
        var authCode = (string)(await AuthorizeAsync("create", Template))["authCode"]!;
        var bought = await ServiceAsync("get_permanent_code", new { auth_code = authCode }, templateToken);
        var code = (string)bought["permanent_code"]!;

        bought["access_token"].ShouldBeNull();
        ((bool)bought["auth_info"]!["agent"]![0]!["is_customized_app"]!).ShouldBeTrue();
        Errcode(await CorpTokenAsync(templateToken, code)).ShouldBe(48002);
        Errcode(await Sim.CorpTicketAsync(await Sim.TokenAsync(code, Customer))).ShouldBe(0);
        (await TokenErrcodeAsync(code, Corp)).ShouldBe(40091);
        await AuthorizeAsync("cancel", Template);
        (await TokenErrcodeAsync(code, Customer)).ShouldBe(40001);
    }

    [Fact]
    public async Task A_reset_code_and_the_old_one_both_work_until_the_new_one_was_used()
    {
        var templateToken = await SuiteTokenAsync(Template);
        var old = await PermanentCodeAsync(templateToken, Template);
        await AuthorizeAsync("reset_permanent_code", Template);

        var pushed = Listener.Received.Last().Event;
        pushed.InfoType.ShouldBe("reset_permanent_code");
        var renewed = await ServiceAsync("v2/get_permanent_code", new { auth_code = pushed["AuthCode"] }, templateToken);
        var code = (string)renewed["permanent_code"]!;
        code.ShouldNotBe(old);
        (await TokenErrcodeAsync(old, Customer)).ShouldBe(0);
        (await TokenErrcodeAsync(code, Customer)).ShouldBe(0);
        (await TokenErrcodeAsync(old, Customer)).ShouldBe(40001);
    }

    [Theory]
    [InlineData("POST", "authorize", """{"suiteId":"wwnone","corpId":"c","action":"create"}""", 404, "suite_unknown")]
    [InlineData("POST", "authorize", """{"suiteId":"wwsuite","corpId":"c","action":"cancel"}""", 404, "authorization_unknown")]
    [InlineData("POST", "authorize", """{"suiteId":"wwlogin","corpId":"c","action":"create"}""", 409, "suite_not_installable")]
    [InlineData("POST", "authorize", """{"suiteId":"wwsuite","corpId":"c","action":"explode"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwnew", """{"secret":"s"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwnew", """{"secret":"s","providerCorpId":"wwnone"}""", 404, "provider_unknown")]
    [InlineData("PUT", "suites/wwnew", """{"secret":"s","providerCorpId":"wwprovider","kind":"template"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwsuite", """{"encodingAesKey":"short"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwsuite", """{"token":"not alphanumeric"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwsuite", """{"commandUrl":"nowhere"}""", 400, "body_invalid")]
    [InlineData("PUT", "suites/wwnew", """{"secret":"s","providerCorpId":"wwprovider","commandUrl":"http://a/"}""", 400, "body_invalid")]
    [InlineData("PUT", "providers/wwnew", "{}", 400, "body_invalid")]
    [InlineData("POST", "suites/wwnone/push", null, 404, "suite_unknown")]
    [InlineData("POST", "suites/wwsuite/events", "{}", 400, "body_invalid")]
    [InlineData("POST", "callbacks/events", """{"fields":{}}""", 400, "body_invalid")]
    [InlineData("POST", "callbacks/verify", """{"url":"nowhere","token":"t","encodingAesKey":"k","receiveId":"r"}""", 400, "body_invalid")]
    [InlineData("POST", "suites/wwsuite/events", """{"fields":{"a b":1}}""", 400, "body_invalid")]
    [InlineData("POST", "suites/wwsuite/events", """{"fields":{"a":"\u0000"}}""", 400, "body_invalid")]
    [InlineData("POST", "suites/wwsuite/events", """{"fields":{},"encodingAesKey":"short"}""", 400, "body_invalid")]
    [InlineData("POST", "suites/wwsuite/events", """{"fields":{},"xml":"<xml/>"}""", 400, "body_invalid")]
    [InlineData("POST", "suites/wwsuite/events", """{"fields":{},"to":"data"}""", 400, "body_invalid")]
    public async Task Bad_input_is_a_problem_with_a_code(string method, string path, string? body, int status, string code)
    {
        using var response = await Sim.SendAsync(new HttpMethod(method), path, body);

        ((int)response.StatusCode).ShouldBe(status);
        ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!).ShouldBe(code);
    }

    [Fact]
    public async Task An_installed_app_is_changed_by_authorizing_and_not_by_hand()
    {
        var agentId = (long)(await AuthorizeAsync("create"))["agentId"]!;

        using var put = await Sim.SendAsync(HttpMethod.Put, $"corps/{Customer}/agents/{agentId}", """{"secret":"s"}""");
        using var delete = await Sim.SendAsync(HttpMethod.Delete, $"corps/{Customer}/agents/{agentId}");

        ((int)put.StatusCode).ShouldBe(409);
        ((int)delete.StatusCode).ShouldBe(409);
        await Sim.SimAsync(HttpMethod.Delete, $"suites/{Suite}");
        (await Sim.SimAsync("authorizations"))["authorizations"]!.AsArray().ShouldBeEmpty();
    }
}

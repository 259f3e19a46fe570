using System.Collections.Specialized;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using WecomPlatform.Tests.Simulator.Suites;

namespace WecomPlatform.Tests.Simulator.Login;

/// <summary>Login pages and the calls behind them refuse what WeCom refuses.</summary>
public sealed class LoginPageTests : SuiteTests, IDisposable
{
    private const string Back = "https://suite.example.com/back";
    private const string AppBack = "https://app.example.com/back";
    private const string OAuth = $"/connect/oauth2/authorize?appid={Suite}&redirect_uri={Back}&response_type=code&scope=";
    private const string OwnOAuth =
        $"/connect/oauth2/authorize?appid={Corp}&agentid=1000002&redirect_uri={AppBack}&response_type=code&scope=";
    private const string Web = $"/wwlogin/sso/login?login_type=ServiceApp&appid={Login}&redirect_uri={Back}";
    private const string Qr = $"/wwopen/sso/qrConnect?appid={Corp}&agentid=1000002&redirect_uri={AppBack}";
    private const string ProviderQr = $"/wwopen/sso/3rd_qrConnect?appid={Provider}&redirect_uri={Back}&usertype=member";
    private const string Juzi = $"/oauth/connect/authorize?redirect_uri={Back}";

    private HttpClient _browser = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Sim.Http.BaseAddress };
        await AuthorizeAsync("create");
        foreach (var corp in (string[])[Corp, Customer])
        {
            await SimAsync(
                HttpMethod.Put,
                $"corps/{corp}/members/zhangsan",
                new
                {
                    name = "张三",
                    openUserId = "wo1",
                    mobile = "138",
                }
            );
        }

        await SimAsync(HttpMethod.Put, "outsiders/o1", new { externalUserId = "wm1" });
        await SimAsync(
            HttpMethod.Put,
            "juzi/members/u1",
            new
            {
                orgId = "org",
                corpId = Corp,
                userId = "hosted",
                botId = "bot",
            }
        );
    }

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task A_member_comes_back_to_a_suite_with_a_code_that_is_good_once_for_five_minutes()
    {
        var suiteToken = await SuiteTokenAsync();
        var arrival = await ChooseAsync(OAuth + "snsapi_base&state=s1", Member(Customer));
        arrival["state"].ShouldBe("s1");

        var who = await UserAsync(suiteToken, arrival["code"]);
        ((string?)who["corpid"]).ShouldBe(Customer);
        ((string?)who["userid"]).ShouldBe("zhangsan");
        ((string?)who["open_userid"]).ShouldBe("wo1");
        who["user_ticket"].ShouldBeNull();

        Errcode(await UserAsync(suiteToken, arrival["code"])).ShouldBe(40029);
        Errcode(await UserAsync(suiteToken, "made-up")).ShouldBe(40029);
        Errcode(await UserAsync(suiteToken, null)).ShouldBe(41008);
        arrival = await ChooseAsync(OAuth + "snsapi_base", Member(Customer));
        Sim.Clock.Advance(TimeSpan.FromSeconds(300));
        Errcode(await UserAsync(suiteToken, arrival["code"])).ShouldBe(40029);
    }

    [Fact]
    public async Task Details_need_leave_the_suites_own_ticket_and_its_time()
    {
        var suiteToken = await SuiteTokenAsync();
        var arrival = await ChooseAsync(OAuth + "snsapi_privateinfo", Member(Customer));
        var ticket = (string)(await UserAsync(suiteToken, arrival["code"]))["user_ticket"]!;

        var detail = await ServiceAsync("auth/getuserdetail3rd", new { user_ticket = ticket }, suiteToken);

        ((string?)detail["userid"]).ShouldBe("zhangsan");
        detail["mobile"].ShouldBeNull();
        Errcode(await ServiceAsync("auth/getuserdetail3rd", new { user_ticket = "wrong" }, suiteToken)).ShouldBe(84015);
        var other = await SuiteTokenAsync(Login);
        Errcode(await ServiceAsync("auth/getuserdetail3rd", new { user_ticket = ticket }, other)).ShouldBe(84015);
        Sim.Clock.Advance(TimeSpan.FromSeconds(7200));
        suiteToken = await SuiteTokenAsync();
        Errcode(await ServiceAsync("auth/getuserdetail3rd", new { user_ticket = ticket }, suiteToken)).ShouldBe(84014);
    }

    [Fact]
    public async Task A_code_is_good_for_the_app_it_was_given_to_and_with_its_family_of_tokens()
    {
        var suiteToken = await SuiteTokenAsync();
        var loginToken = await SuiteTokenAsync(Login);
        var appToken = await Sim.TokenAsync();
        var ofSuite = (await ChooseAsync(OAuth + "snsapi_base", Member(Customer)))["code"];
        var ofWeb = (await ChooseAsync(Web, Member(Customer)))["code"];
        var ofApp = (await ChooseAsync(Qr, Member(Corp)))["code"];

        Errcode(await UserAsync(loginToken, ofSuite)).ShouldBe(40029);
        Errcode(await UserAsync(suiteToken, ofWeb)).ShouldBe(40029);
        Errcode(await UserAsync(suiteToken, ofApp)).ShouldBe(40029);
        Errcode(await UserAsync(appToken, ofSuite)).ShouldBe(40082);
        (await OwnErrcodeAsync(appToken, ofWeb)).ShouldBe(40029);
        (await OwnErrcodeAsync(suiteToken, ofApp)).ShouldBe(40014);

        (await OwnErrcodeAsync(appToken, ofApp)).ShouldBe(0);
        (await OwnErrcodeAsync(appToken, ofApp)).ShouldBe(42022);
        Errcode(await UserAsync(loginToken, ofWeb)).ShouldBe(0);
        ofApp = (await ChooseAsync(Qr, Member(Corp)))["code"];
        Sim.Clock.Advance(TimeSpan.FromSeconds(300));
        (await OwnErrcodeAsync(appToken, ofApp)).ShouldBe(42003);
    }

    [Fact]
    public async Task A_corps_app_meets_its_members_and_others()
    {
        var token = await Sim.TokenAsync();
        var arrival = await ChooseAsync(OwnOAuth + "snsapi_privateinfo", Member(Corp));
        var who = await Sim.GetAsync($"/cgi-bin/auth/getuserinfo?access_token={token}&code={arrival["code"]}");
        ((string?)who["userid"]).ShouldBe("zhangsan");
        using var body = new StringContent($$"""{"user_ticket":"{{who["user_ticket"]}}"}""");
        using var response = await Sim.Http.PostAsync($"/cgi-bin/auth/getuserdetail?access_token={token}", body);
        ((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["mobile"]).ShouldBe("138");

        arrival = await ChooseAsync(OwnOAuth + "snsapi_base", "outsider:o1");
        who = await Sim.GetAsync($"/cgi-bin/auth/getuserinfo?access_token={token}&code={arrival["code"]}");
        ((string?)who["openid"]).ShouldBe("o1");
        ((string?)who["external_userid"]).ShouldBe("wm1");
        who["userid"].ShouldBeNull();
    }

    [Fact]
    public async Task A_providers_site_gets_an_auth_code_for_its_own_token()
    {
        var provider = (string)
            (await ServiceAsync("get_provider_token", new { corpid = Provider, provider_secret = "provider-secret" }))[
                "provider_access_token"
            ]!;
        var arrival = await ChooseAsync(ProviderQr, Member(Customer));
        arrival["expires_in"].ShouldBe("600");
        var body = new { auth_code = arrival["auth_code"] };

        Errcode(await ServiceAsync("get_login_info", body, query: $"access_token={await SuiteTokenAsync()}")).ShouldBe(40082);
        var who = await ServiceAsync("get_login_info", body, query: $"access_token={provider}");

        ((string?)who["user_info"]!["userid"]).ShouldBe("zhangsan");
        ((string?)who["corp_info"]!["corpid"]).ShouldBe(Customer);
        ((int)who["usertype"]!).ShouldBe(5);
        Errcode(await ServiceAsync("get_login_info", body, query: $"provider_access_token={provider}")).ShouldBe(40078);
    }

    [Fact]
    public async Task Juzis_codes_have_codes_of_their_own()
    {
        var arrival = await ChooseAsync(Juzi, "juzi:u1");
        arrival["juziBotId"].ShouldBe("bot");

        var who = await JuziAsync(arrival["code"]);

        ((string?)who["data"]!["uid"]).ShouldBe("u1");
        ((string?)who["data"]!["orgId"]).ShouldBe("org");
        Errcode(await JuziAsync(arrival["code"])).ShouldBe(-1);
        Errcode(await JuziAsync("")).ShouldBe(-1);
        Errcode(await JuziAsync("made-up")).ShouldBe(-4);
        arrival = await ChooseAsync(Juzi, "juzi:u1");
        Sim.Clock.Advance(TimeSpan.FromSeconds(300));
        Errcode(await JuziAsync(arrival["code"])).ShouldBe(-2);
    }

    [Theory]
    [InlineData($"/connect/oauth2/authorize?appid=wwnone&redirect_uri={Back}&response_type=code&scope=snsapi_base", "invalid appid")]
    [InlineData($"/connect/oauth2/authorize?appid={Login}&redirect_uri={Back}&response_type=code&scope=snsapi_base", "invalid appid")]
    [InlineData($"/connect/oauth2/authorize?appid={Corp}&redirect_uri={AppBack}&response_type=code&scope=snsapi_base", "invalid agentid")]
    [InlineData($"/connect/oauth2/authorize?appid={Suite}&redirect_uri={Back}&scope=snsapi_base", "invalid response_type")]
    [InlineData(OAuth + "snsapi_userinfo", "invalid scope")]
    [InlineData(OAuth + "snsapi_base&state=a-b", "invalid state")]
    [InlineData(
        $"/connect/oauth2/authorize?appid={Suite}&redirect_uri=https://x.suite.example.com/&response_type=code&scope=snsapi_base",
        "50001"
    )]
    [InlineData(
        $"/connect/oauth2/authorize?appid={Suite}&redirect_uri=https://suite.example.com:8443/&response_type=code&scope=snsapi_base",
        "50001"
    )]
    [InlineData($"/wwlogin/sso/login?login_type=ServiceApp&appid={Suite}&redirect_uri={Back}", "invalid appid")]
    [InlineData($"/wwlogin/sso/login?login_type=Other&appid={Login}&redirect_uri={Back}", "invalid login_type")]
    [InlineData($"/wwlogin/sso/login?login_type=CorpApp&appid={Corp}&agentid=7&redirect_uri={AppBack}", "invalid agentid")]
    [InlineData($"/wwopen/sso/qrConnect?appid={Corp}&agentid=1000002&redirect_uri=javascript:alert(1)", "50001")]
    [InlineData($"/wwopen/sso/3rd_qrConnect?appid={Suite}&redirect_uri={Back}", "invalid appid")]
    public async Task A_page_that_cannot_go_on_says_why(string page, string reason)
    {
        using var response = await _browser.GetAsync(page);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(reason);
    }

    [Fact]
    public async Task Who_refuses_comes_back_with_the_state_alone()
    {
        var arrival = await ChooseAsync(OAuth + "snsapi_privateinfo&state=s1", Member(Customer), "deny");

        arrival["state"].ShouldBe("s1");
        arrival["code"].ShouldBeNull();
    }

    [Fact]
    public async Task Members_out_of_sight_and_disabled_apps_get_no_code()
    {
        await SimAsync(HttpMethod.Put, $"corps/{Corp}/members/hidden", new { visible = false });
        (await RefusalAsync(Qr, $"member:{Corp}/hidden")).ShouldContain("50002");
        (await RefusalAsync(Qr, Member(Customer))).ShouldContain("nobody chosen");

        await SimAsync(HttpMethod.Put, $"corps/{Corp}/agents/{App}", new { enabled = false });
        (await RefusalAsync(Qr, Member(Corp))).ShouldContain("app disabled");
    }

    [Fact]
    public async Task People_outlive_the_process()
    {
        var directory = Directory.CreateTempSubdirectory("simulator-people-");
        var file = Path.Combine(directory.FullName, "state.json");
        await using (var before = await SimulatorFixture.StartEmptyAsync(stateFile: file))
        {
            await before.SimAsync(HttpMethod.Put, "corps/ww1/members/a", """{"name":"甲"}""");
            await before.SimAsync(HttpMethod.Put, "outsiders/o", "{}");
        }

        await using (var after = await SimulatorFixture.StartEmptyAsync(stateFile: file))
        {
            var people = await after.SimAsync("people");
            ((string?)people["members"]![0]!["member"]!["name"]).ShouldBe("甲");
            people["outsiders"]!.AsArray().Count.ShouldBe(1);
        }

        directory.Delete(recursive: true);
    }

    private static string Member(string corp) => $"member:{corp}/zhangsan";

    private async Task<NameValueCollection> ChooseAsync(string page, string person, string act = "login")
    {
        using var form = Form(person, act);
        using var response = await _browser.PostAsync(page, form);
        response.Headers.Location.ShouldNotBeNull(await response.Content.ReadAsStringAsync());
        return HttpUtility.ParseQueryString(response.Headers.Location.Query);
    }

    private async Task<string> RefusalAsync(string page, string person)
    {
        using var form = Form(person, "login");
        using var response = await _browser.PostAsync(page, form);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return await response.Content.ReadAsStringAsync();
    }

    private static FormUrlEncodedContent Form(string person, string act) => new([new("person", person), new("act", act)]);

    private Task<JsonNode> UserAsync(string suiteToken, string? code) =>
        Sim.GetAsync($"/cgi-bin/service/auth/getuserinfo3rd?suite_access_token={suiteToken}&code={code}");

    private Task<int> OwnErrcodeAsync(string token, string? code) =>
        Sim.ErrcodeAsync($"/cgi-bin/auth/getuserinfo?access_token={token}&code={code}");

    private Task<JsonNode> JuziAsync(string? code) => Sim.GetAsync($"/api/v1/oauth/getUserInfo?code={code}");
}

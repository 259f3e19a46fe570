using System.Net;
using System.Web;

namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class InstallPageTests : SuiteTests
{
    private const string RedirectUri = "https://saas.example.com/installed?a=1";

    [Fact]
    public async Task An_administrator_picks_a_corp_and_comes_back_with_a_code_and_no_event()
    {
        await Sim.SimAsync(HttpMethod.Put, $"corps/{Customer}", """{"name":"客户"}""");
        var suiteToken = await SuiteTokenAsync();
        Listener.Received.Clear();
        var page = Page(await PreAuthCodeAsync(suiteToken), "s1");

        var html = await Sim.Http.GetStringAsync(page);
        html.ShouldContain("id=\"authorize\"");
        html.ShouldContain($"<option value=\"{Customer}\">");
        var back = await AuthorizeAsync(page);

        back.GetLeftPart(UriPartial.Path).ShouldBe("https://saas.example.com/installed");
        var query = HttpUtility.ParseQueryString(back.Query);
        query["a"].ShouldBe("1");
        query["state"].ShouldBe("s1");
        query["expires_in"].ShouldBe("600");
        Listener.Received.ShouldBeEmpty();
        var bought = await ServiceAsync("get_permanent_code", new { auth_code = query["auth_code"] }, suiteToken);
        ((string)bought["auth_corp_info"]!["corpid"]!).ShouldBe(Customer);
        ((string)bought["state"]!).ShouldBe("s1");
        await ShouldRefuseAsync(page, "invalid pre_auth_code");
    }

    [Fact]
    public async Task A_page_that_cannot_go_on_says_why()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PreAuthCodeAsync(suiteToken);

        await ShouldRefuseAsync(Page("wrong"), "invalid pre_auth_code");
        await ShouldRefuseAsync(Page(code, suite: "wwnone"), "invalid suite_id");
        await ShouldRefuseAsync(Page(code, suite: Template), "invalid pre_auth_code");
        await ShouldRefuseAsync(Page(code, redirectUri: "/relative"), "invalid redirect_uri");
        await ShouldRefuseAsync(Page(code, redirectUri: "javascript:alert(1)"), "invalid redirect_uri");
        await ShouldRefuseAsync(Page(code, state: "a-b"), "invalid state");
        await ShouldRefuseAsync(Page(code, state: new string('a', 129)), "invalid state");
        await Sim.SimAsync(HttpMethod.Put, $"suites/{Suite}", """{"installDomain":"other.example.com"}""");
        await ShouldRefuseAsync(Page(code), "invalid redirect_uri");
        await Sim.SimAsync(HttpMethod.Put, $"suites/{Suite}", """{"installDomain":"saas.example.com"}""");
        (await Sim.Http.GetAsync(Page(code))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Sim.Clock.Advance(TimeSpan.FromSeconds(1200));
        await ShouldRefuseAsync(Page(code), "pre_auth_code expired");
    }

    [Fact]
    public async Task An_unpublished_suite_is_installed_for_a_test_only()
    {
        await Sim.SimAsync(HttpMethod.Put, $"suites/{Suite}", """{"published":false}""");
        var suiteToken = await SuiteTokenAsync();
        var code = await PreAuthCodeAsync(suiteToken);
        await ShouldRefuseAsync(Page(code), "the suite is not published");

        Errcode(await SetSessionAsync(suiteToken, code, """{"auth_type":1}""")).ShouldBe(0);

        (await Sim.Http.GetAsync(Page(code))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_needs_a_living_code_of_its_own_suite()
    {
        var suiteToken = await SuiteTokenAsync();
        var code = await PreAuthCodeAsync(suiteToken);

        Errcode(await SetSessionAsync(suiteToken, "wrong", "{}")).ShouldBe(40077);
        Errcode(await SetSessionAsync(await SuiteTokenAsync(Template), code, "{}")).ShouldBe(40077);
        Errcode(await SetSessionAsync(suiteToken, code, """{"auth_type":2}""")).ShouldBe(40058);
        Errcode(await SetSessionAsync(suiteToken, code, "[]")).ShouldBe(40058);
        Errcode(await SetSessionAsync(suiteToken, code, "{}")).ShouldBe(0);
        Sim.Clock.Advance(TimeSpan.FromSeconds(1200));
        Errcode(await SetSessionAsync(suiteToken, code, "{}")).ShouldBe(42007);
    }

    [Fact]
    public async Task A_customised_apps_qr_leads_to_a_page_where_a_corp_authorizes_its_template()
    {
        await Sim.SimAsync(HttpMethod.Put, $"corps/{Customer}", "{}");
        var providerToken = await ProviderTokenAsync();
        var answer = await ServiceAsync(
            "get_customized_auth_url",
            new { state = "s2", templateid_list = (string[])[Template] },
            query: $"provider_access_token={providerToken}"
        );
        ((int)answer["expires_in"]!).ShouldBe(864000);
        var page = (string)answer["qrcode_url"]!;
        (await Sim.Http.GetStringAsync(page)).ShouldContain(Template);

        using var form = Form();
        using var done = await Sim.Http.PostAsync(page, form);

        (await done.Content.ReadAsStringAsync()).ShouldContain("id=\"done\"");
        var pushed = Listener.Received.Single();
        pushed.Path.ShouldBe($"/{Template}/command");
        pushed.Event.InfoType.ShouldBe("create_auth");
        pushed.Event["State"].ShouldBe("s2");
        var bought = await ServiceAsync(
            "v2/get_permanent_code",
            new { auth_code = pushed.Event["AuthCode"] },
            await SuiteTokenAsync(Template)
        );
        (await TokenErrcodeAsync((string)bought["permanent_code"]!, Customer)).ShouldBe(0);
        Sim.Clock.Advance(TimeSpan.FromSeconds(864000));
        await ShouldRefuseAsync(page, "invalid or expired");
    }

    [Theory]
    [InlineData("""{"state":"s","templateid_list":[]}""", 40058)]
    [InlineData("""{"state":"s"}""", 40058)]
    [InlineData("""{"state":"a-b","templateid_list":["dktemplate"]}""", 40058)]
    [InlineData("""{"state":"012345678901234567890123456789012","templateid_list":["dktemplate"]}""", 40058)]
    [InlineData("""{"state":"s","templateid_list":["1","2","3","4","5","6","7","8","9","10"]}""", 40058)]
    [InlineData("""{"state":"s","templateid_list":["dknone"]}""", 40083)]
    [InlineData("""{"state":"s","templateid_list":["wwsuite"]}""", 40083)]
    [InlineData("no json", 47001)]
    public async Task What_a_qr_is_for_is_checked(string body, int errcode)
    {
        var providerToken = await ProviderTokenAsync();

        Errcode(await ServiceAsync("get_customized_auth_url", body, query: $"provider_access_token={providerToken}")).ShouldBe(errcode);
    }

    [Fact]
    public async Task A_provider_token_that_is_wrong_or_dead_is_refused()
    {
        var providerToken = await ProviderTokenAsync();

        Errcode(await ServiceAsync("get_customized_auth_url", "{}")).ShouldBe(40082);
        Errcode(await ServiceAsync("get_customized_auth_url", "{}", query: "provider_access_token=wrong")).ShouldBe(40082);
        Sim.Clock.Advance(TimeSpan.FromSeconds(7200));
        Errcode(await ServiceAsync("get_customized_auth_url", "{}", query: $"provider_access_token={providerToken}")).ShouldBe(42001);
    }

    private static FormUrlEncodedContent Form(string corp = Customer) => new([KeyValuePair.Create("corp", corp)]);

    private async Task<string> ProviderTokenAsync() =>
        (string)
            (await ServiceAsync("get_provider_token", new { corpid = Provider, provider_secret = "provider-secret" }))[
                "provider_access_token"
            ]!;

    private async Task<string> PreAuthCodeAsync(string suiteToken) =>
        (string)(await Sim.GetAsync($"/cgi-bin/service/get_pre_auth_code?suite_access_token={suiteToken}"))["pre_auth_code"]!;

    private Task<System.Text.Json.Nodes.JsonNode> SetSessionAsync(string suiteToken, string code, string session) =>
        ServiceAsync("set_session_info", $$"""{"pre_auth_code":"{{code}}","session_info":{{session}}}""", suiteToken);

    private static string Page(string code, string state = "s", string suite = Suite, string redirectUri = RedirectUri) =>
        $"/3rdapp/install?suite_id={suite}&pre_auth_code={code}&redirect_uri={Uri.EscapeDataString(redirectUri)}&state={state}";

    private async Task<Uri> AuthorizeAsync(string page)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Sim.Http.BaseAddress };
        using var form = Form();
        using var answer = await http.PostAsync(page, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!;
    }

    private async Task ShouldRefuseAsync(string page, string reason)
    {
        using var shown = await Sim.Http.GetAsync(page);
        using var form = Form();
        using var posted = await Sim.Http.PostAsync(page, form);
        foreach (var answer in (HttpResponseMessage[])[shown, posted])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain($"<p id=\"error\">{reason}");
        }
    }
}

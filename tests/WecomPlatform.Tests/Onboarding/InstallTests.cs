using System.Net;
using System.Web;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>Installations begun from the provider's own site, and permanent codes that come from elsewhere.</summary>
public sealed class InstallTests(OnboardingFixture fixture) : OnboardingTests(fixture)
{
    [Fact]
    public async Task A_session_leads_to_WeComs_page_and_says_nothing_of_the_SaaS()
    {
        var answer = (await BeginAsync(new { redirectUri = Redirect, state = "my state" })).Expect();

        var url = new Uri((string)answer.Json["url"]!);
        url.GetLeftPart(UriPartial.Path).ShouldBe(new Uri(Simulator.BaseAddress, "/3rdapp/install").AbsoluteUri);
        var query = HttpUtility.ParseQueryString(url.Query);
        query["suite_id"].ShouldBe(Suite);
        query["redirect_uri"].ShouldBe(new Uri(Node.Client.BaseAddress!, "/install/callback").AbsoluteUri);
        query["state"]!.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
        answer.Text.ShouldNotContain("my state");
        ((int)answer.Json["expiresIn"]!).ShouldBe(1200);
    }

    [Fact]
    public async Task An_unpublished_suite_is_installed_for_a_test()
    {
        await Simulator.ControlAsync(HttpMethod.Put, $"/_sim/suites/{Suite}", new { published = false });
        using var browser = new HttpClient();

        var formal = (await BeginAsync(new { redirectUri = Redirect, state = "s" })).Expect();
        var test = (
            await BeginAsync(
                new
                {
                    redirectUri = Redirect,
                    state = "s",
                    authType = "test",
                }
            )
        ).Expect();

        using var refused = await browser.GetAsync(new Uri((string)formal.Json["url"]!));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var shown = await browser.GetAsync(new Uri((string)test.Json["url"]!));
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bad_sessions_are_refused_with_a_code()
    {
        (await BeginAsync(new { redirectUri = Redirect + "x" })).Code.ShouldBe("redirect_uri_unknown");
        (await BeginAsync(new { redirectUri = Redirect.ToUpperInvariant() })).Code.ShouldBe("redirect_uri_unknown");
        (await BeginAsync(new { state = "s" })).Code.ShouldBe("redirect_uri_unknown");
        (await BeginAsync(new { redirectUri = Redirect, authType = "1" })).Code.ShouldBe("body_invalid");
        (await BeginAsync(new { redirectUri = Redirect, state = new string('a', 1025) })).Code.ShouldBe("body_invalid");
        (await BeginAsync(new { redirectUri = Redirect }, suite: "wwother")).Code.ShouldBe("suite_unknown");
        (await BeginAsync(new { redirectUri = Redirect }, suite: Template)).Code.ShouldBe("body_invalid");
        (await BeginAsync(new { redirectUri = Redirect }, key: "sk_none_none")).Code.ShouldBe("key_invalid");
        var page = await Node.Admin.CreateKeyAsync(Tenant, ApiKeyKind.Publishable);
        (await BeginAsync(new { redirectUri = Redirect }, key: page.Key)).Code.ShouldBe("scope_missing");
    }

    [Fact]
    public async Task Another_tenants_redirect_uri_does_not_count()
    {
        await Node.Admin.CreateTenantAsync($"other{Tenant}");
        (
            await Node.Admin.SendAsync(HttpMethod.Put, $"tenants/other{Tenant}/redirect-uris", new { uri = "https://other.example.com/" })
        ).Expect();

        (await BeginAsync(new { redirectUri = "https://other.example.com/" })).Code.ShouldBe("redirect_uri_unknown");
    }

    [Fact]
    public async Task A_browser_with_nowhere_to_go_is_told_in_both_languages()
    {
        using var answer = await Node.Client.GetAsync(new Uri("/install/callback?auth_code=x&state=y", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("begin the installation again");
        page.ShouldContain("请返回服务商网站重新发起安装");
    }

    [Fact]
    public async Task A_browser_with_somewhere_to_go_takes_the_error_there()
    {
        var url = new Uri((string)(await BeginAsync(new { redirectUri = Redirect, state = "a b&c" })).Expect().Json["url"]!);
        var state = HttpUtility.ParseQueryString(url.Query)["state"];

        (await ReturnAsync($"state={state}")).ShouldBe(("auth_code_missing", "a b&c"));
        var wrong = new string('w', 64);
        (await ReturnAsync($"state={state}&auth_code={wrong}")).ShouldBe(("auth_code_refused", "a b&c"));
        (await ReturnAsync($"state={state}&auth_code={wrong}x")).ShouldBe(("session_used", "a b&c"));
    }

    [Fact]
    public async Task Redirect_uris_are_listed_and_removed_and_must_be_urls()
    {
        foreach (
            var bad in (string[])
                [
                    "/relative",
                    "javascript:alert(1)",
                    "https://u:p@saas.example.com/",
                    "https://saas.example.com/#x",
                    "https://saas.example.com/ü",
                ]
        )
        {
            (await TryAdminAsync(HttpMethod.Put, "redirect-uris", new { uri = bad })).Code.ShouldBe("body_invalid", bad);
        }

        await AdminAsync(HttpMethod.Put, "redirect-uris", new { uri = Redirect });
        var list = await AdminAsync(HttpMethod.Get, "redirect-uris");
        list.Json["items"]!.AsArray().Select(item => (string?)item!["uri"]).ShouldBe([Redirect]);
        (await AdminAsync(HttpMethod.Delete, $"redirect-uris?uri={Uri.EscapeDataString(Redirect)}")).Status.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await TryAdminAsync(HttpMethod.Delete, $"redirect-uris?uri={Uri.EscapeDataString(Redirect)}")).Code.ShouldBe(
            "redirect_uri_unknown"
        );
    }

    [Fact]
    public async Task A_permanent_code_from_elsewhere_is_taken_after_WeCom_said_whose_it_is()
    {
        var (agentId, code) = await AuthorizedElsewhereAsync(Suite);

        (await PutAuthorizationAsync(new { permanentCode = "wrong" })).Code.ShouldBe("secret_rejected");
        (await PutAuthorizationAsync(new { permanentCode = code, agentId = agentId + 1 })).Code.ShouldBe("secret_of_other_agent");
        (await PutAuthorizationAsync(new { agentId })).Code.ShouldBe("body_invalid");
        var stored = (await PutAuthorizationAsync(new { permanentCode = code })).Expect();

        ((string?)stored.Json["state"]).ShouldBe("active");
        ((int)stored.Json["agentId"]!).ShouldBe(agentId);
        stored.Text.ShouldNotContain(code);
        (await ShouldSignAsync()).ShouldBe(agentId);
    }

    [Theory]
    [InlineData(ThirdParty, "thirdParty")]
    [InlineData(Customized, "customized")]
    public async Task An_installed_app_is_put_with_its_permanent_code_as_secret(string suiteKind, string kind)
    {
        var suite = Of(suiteKind);
        var (agentId, code) = await AuthorizedElsewhereAsync(suite);
        await AdminAsync(HttpMethod.Put, $"corps/{Customer}", new { name = "Customer" });

        (await PutAgentAsync(agentId, suite, "selfBuilt", code)).Code.ShouldBe("body_invalid");
        (await PutAgentAsync(agentId, suite, kind, "wrong")).Code.ShouldBe("secret_rejected");
        (await PutAgentAsync(agentId, suite, kind, null)).Code.ShouldBe("body_invalid");
        var stored = (await PutAgentAsync(agentId, suite, kind, code)).Expect();

        ((string?)stored.Json["kind"]).ShouldBe(kind);
        ((string?)stored.Json["authorization"]).ShouldBe("active");
        stored.Json["trustedDomains"]!.AsArray().Select(domain => (string?)domain).ShouldBe(["app.example.com"]);
        (await ShouldSignAsync(suite)).ShouldBe(agentId);
    }

    private async Task<(int AgentId, string Code)> AuthorizedElsewhereAsync(string suite)
    {
        var e = await AuthorizeAsync("create", suite);
        var ticket = (await Simulator.CredentialsAsync())["suiteTickets"]!.AsArray().Last(item => (string?)item!["suiteId"] == suite)![
            "value"
        ]!.ToString();
        var token = await ServiceAsync(
            "get_suite_token",
            new
            {
                suite_id = suite,
                suite_secret = $"secret-of-{suite}",
                suite_ticket = ticket,
            }
        );
        var bought = await ServiceAsync(
            $"get_permanent_code?suite_access_token={(string?)token.Json["suite_access_token"]}",
            new { auth_code = e.AuthCode!.Reveal() }
        );
        return ((int)bought.Json["auth_info"]!["agent"]![0]!["agentid"]!, (string)bought.Json["permanent_code"]!);
    }

    private async Task<HttpAnswer> ServiceAsync(string api, object body) =>
        (await Simulator.Client.SendJsonAsync(HttpMethod.Post, $"/cgi-bin/service/{api}", body)).Expect();

    private Task<HttpAnswer> PutAuthorizationAsync(object body) =>
        TryAdminAsync(HttpMethod.Put, $"suites/{Suite}/authorizations/{Customer}", body);

    private Task<HttpAnswer> PutAgentAsync(int agentId, string suite, string kind, string? secret) =>
        TryAdminAsync(
            HttpMethod.Put,
            $"corps/{Customer}/agents/{agentId}",
            new
            {
                agentId,
                kind,
                suiteId = suite,
                secret,
                trustedDomains = (string[])["app.example.com"],
            }
        );

    private Task<HttpAnswer> BeginAsync(object body, string? suite = null, string? key = null) =>
        Node.Client.SendJsonAsync(HttpMethod.Post, $"/v1/suites/{suite ?? Suite}/install-sessions", body, key ?? Key);

    private async Task<(string? Error, string? State)> ReturnAsync(string query)
    {
        using var answer = await Node.Client.GetAsync(new Uri($"/install/callback?{query}", UriKind.Relative));
        answer.Headers.Location!.AbsoluteUri.ShouldStartWith(Redirect);
        var back = HttpUtility.ParseQueryString(answer.Headers.Location.Query);
        return (back["error"], back["state"]);
    }
}

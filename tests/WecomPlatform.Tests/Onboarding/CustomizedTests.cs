using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>Customised apps (代开发): their permanent code is their secret, and it can be reset.</summary>
public sealed class CustomizedTests(OnboardingFixture fixture) : OnboardingTests(fixture)
{
    [Fact]
    public async Task A_customised_app_goes_from_authorized_over_development_to_online()
    {
        await PutTemplateAsync([]);
        var agentId = await InstallAsync(Template);
        (await StageAsync()).ShouldBe("authorized");

        await PutTemplateAsync(["app.example.com"]);
        (await StageAsync()).ShouldBe("inDevelopment");

        (await ShouldSignAsync(Template)).ShouldBe(agentId);
        (await StageAsync()).ShouldBe("online");
        (await CallsAsync("gettoken")).ShouldBe(1);
        (await CallsAsync("service/get_corp_token")).ShouldBe(0);
        ((string?)(await AdminAsync(HttpMethod.Get, $"corps/{Customer}/agents/{agentId}")).Json["kind"]).ShouldBe("customized");
    }

    [Fact]
    public async Task A_reset_code_takes_the_old_ones_place_only_when_it_works()
    {
        await InstallAsync(Template);
        await ShouldSignAsync(Template);
        var old = await CodeAsync();
        var reset = await AuthorizeAsync("reset_permanent_code", Template);
        await Simulator.AddFaultAsync(new("/cgi-bin/gettoken", 40001, Count: 1));

        (await WorkAsync(reset)).Kind.ShouldBe(InboxOutcomeKind.Retry);

        (await CodeAsync()).ShouldBe(old);
        ((bool)(await AuthorizationAsync(Template))["resetting"]!).ShouldBeTrue();
        await ShouldSignAsync(Template);
        await DoneAsync(reset);
        var current = await CodeAsync();
        current.ShouldNotBe(old);
        (await AuthorizationAsync(Template))["resetting"].ShouldBeNull();
        await DoneAsync(reset);
        (await CallsAsync("service/get_permanent_code")).ShouldBe(2);
        // The new code is the one that tokens are fetched with from now on.
        await Simulator.RevokeAsync(new { corpId = Customer });
        var token = (await AdminAsync(HttpMethod.Get, "credentials?limit=1000")).Json["items"]!
            .AsArray()
            .Single(item => (string?)item!["kind"] == "access_token" && (string?)item["corpId"] == Customer);
        await AdminAsync(HttpMethod.Post, $"credentials/{(string?)token!["id"]}:refresh");
        (await CodeAsync()).ShouldBe(current);
    }

    [Fact]
    public async Task A_late_reset_of_an_earlier_life_changes_nothing()
    {
        await InstallAsync(Template);
        var reset = await AuthorizeAsync("reset_permanent_code", Template);
        await DoneAsync(await AuthorizeAsync("cancel", Template));
        var agentId = await InstallAsync(Template);
        var code = await CodeAsync();

        (await WorkAsync(reset)).Code.ShouldBe("auth_code_refused");

        (await CodeAsync()).ShouldBe(code);
        (await ShouldSignAsync(Template)).ShouldBe(agentId);
    }

    [Fact]
    public async Task A_customised_apps_dead_secret_suspends_it_once_WeCom_says_that_the_authorization_is_over()
    {
        await InstallAsync(Template);
        await Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/authorize",
            new
            {
                suiteId = Template,
                corpId = Customer,
                action = "cancel",
                push = false,
            }
        );

        await Eventually.TrueAsync(async _ => (await SignAsync(suite: Template)).Code == "authorization_cancelled", "it is suspended");

        ((string?)(await AuthorizationAsync(Template))["state"]).ShouldBe("suspended");
        (await CodeAsync()).ShouldNotBeNullOrEmpty();
        (await CallsAsync("gettoken")).ShouldBe(1);
    }

    [Fact]
    public async Task A_disabled_customised_app_is_not_taken_for_a_cancelled_one()
    {
        await InstallAsync(Template);
        await Simulator.AddFaultAsync(new("/cgi-bin/gettoken", 40001));

        (await SignAsync(suite: Template)).Code.ShouldBe("secret_rejected");

        await Eventually.TrueAsync(async _ => await CallsAsync("service/get_auth_info") == 1, "WeCom is asked about the authorization");
        await DoneAsync(await AuthorizeAsync("change", Template));
        var authorization = await AuthorizationAsync(Template);
        ((string?)authorization["state"]).ShouldBe("active");
        ((bool)authorization["closed"]!).ShouldBeTrue();
        await Simulator.ClearFaultsAsync();
        await DoneAsync(await AuthorizeAsync("change", Template));
        ((bool)(await AuthorizationAsync(Template))["closed"]!).ShouldBeFalse();
        await ShouldSignAsync(Template);
    }

    [Fact]
    public async Task A_qr_code_is_made_for_templates_of_the_tenant_only()
    {
        var made = (await PostAsync(new { templateIds = (string[])[Template], state = "s1" })).Expect();

        ((string)made.Json["qrcodeUrl"]!).ShouldStartWith(Simulator.BaseAddress.AbsoluteUri);
        ((int)made.Json["expiresIn"]!).ShouldBe(864000);
        (await PostAsync(new { templateIds = (string[])["dkother"], state = "s1" })).Code.ShouldBe("suite_unknown");
        (await PostAsync(new { templateIds = (string[])[Suite], state = "s1" })).Code.ShouldBe("suite_unknown");
        (await PostAsync(new { templateIds = (string[])[], state = "s1" })).Code.ShouldBe("body_invalid");
        (await PostAsync(new { templateIds = (string[])[Template], state = "a-b" })).Code.ShouldBe("body_invalid");
    }

    private Task<HttpAnswer> PostAsync(object body) =>
        Node.Client.SendJsonAsync(HttpMethod.Post, "/v1/suites/customized-auth-url", body, Key);

    private async Task<string?> StageAsync() => (string?)(await AuthorizationAsync(Template))["stage"];

    private async Task<string?> CodeAsync() =>
        (
            await Node.Get<AuthorizationStore>()
                .FindCodesAsync(TenantId.Parse(Tenant), SuiteId.Parse(Template), CorpId.Parse(Customer), default)
        )?.Code?.Reveal();

    private Task PutTemplateAsync(string[] domains) =>
        AdminAsync(HttpMethod.Put, $"suites/{Template}", new { kind = "template", trustedDomains = domains });
}

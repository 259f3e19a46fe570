using System.Net;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>Corps install, cancel and install again; what is heard of an earlier life changes nothing of a later one.</summary>
public sealed class LifeTests(OnboardingFixture fixture) : OnboardingTests(fixture)
{
    [Fact]
    public async Task A_market_install_makes_the_corp_appear_and_its_page_is_signed()
    {
        await DoneAsync(await AuthorizeAsync("create", state: "s1"));

        var agentId = await ShouldSignAsync();
        var authorization = await AuthorizationAsync();
        ((string?)authorization["state"]).ShouldBe("active");
        ((int)authorization["agentId"]!).ShouldBe(agentId);
        var notice = Node.Notices.Single("authorization.created");
        ((string?)notice["corpId"]).ShouldBe(Customer);
        ((int)notice["agentId"]!).ShouldBe(agentId);
        ((string?)notice["state"]).ShouldBe("s1");
        (await CallsAsync("service/get_permanent_code")).ShouldBe(1);
        // v1 brought the corp's first token with it.
        (await CallsAsync("service/get_corp_token")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_corp_is_not_signed_for_and_its_code_is_erased()
    {
        var agentId = await InstallAsync();
        await ShouldSignAsync();

        await DoneAsync(await AuthorizeAsync("cancel"));

        await ShouldNotSignAsync("authorization_cancelled");
        await ShouldNotSignAsync("authorization_cancelled", agentId);
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("cancelled");
        Node.Notices.Count("authorization.cancelled").ShouldBe(1);
        var codes = await Node.Get<AuthorizationStore>()
            .FindCodesAsync(TenantId.Parse(Tenant), SuiteId.Parse(Suite), CorpId.Parse(Customer), default);
        codes!.Code.ShouldBeNull();
    }

    [Fact]
    public async Task Installed_again_the_corp_has_a_new_app_and_the_old_one_says_which()
    {
        var old = await InstallAsync();
        await ShouldSignAsync();
        await DoneAsync(await AuthorizeAsync("cancel"));

        var agentId = await InstallAsync();

        agentId.ShouldNotBe(old);
        (await ShouldSignAsync()).ShouldBe(agentId);
        var refused = await SignAsync(old);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("agent_replaced");
        ((int)refused.Json["agentId"]!).ShouldBe(agentId);
    }

    [Fact]
    public async Task Late_and_repeated_events_of_an_earlier_life_change_nothing()
    {
        var create = await AuthorizeAsync("create");
        await DoneAsync(create);
        var cancel = await AuthorizeAsync("cancel");
        await DoneAsync(cancel);
        var agentId = await InstallAsync();
        await ShouldSignAsync();
        await Simulator.ResetCallsAsync();

        // Repeated, late, and with a time that no clock is wrong enough to make an order of.
        await DoneAsync(create);
        await DoneAsync(cancel);
        await DoneAsync(cancel with { At = cancel.At + TimeSpan.FromMinutes(1) });
        await DoneAsync(create with { At = create.At + TimeSpan.FromMinutes(1) });

        (await ShouldSignAsync()).ShouldBe(agentId);
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("active");
        (await CallsAsync("service/get_permanent_code")).ShouldBe(0);
        Node.Notices.Count("authorization.cancelled").ShouldBe(1);
        Node.Notices.Count("authorization.created").ShouldBe(2);
    }

    [Fact]
    public async Task A_cancellation_that_cannot_be_checked_stops_signing_at_once_and_erases_later()
    {
        await InstallAsync();
        await ShouldSignAsync();
        var cancel = await AuthorizeAsync("cancel");
        await Simulator.AddFaultAsync(new("/cgi-bin/service/get_auth_info", HttpStatus: 502));

        (await WorkAsync(cancel)).Kind.ShouldBe(InboxOutcomeKind.Retry);

        await ShouldNotSignAsync("authorization_cancelled");
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("suspended");
        await Simulator.ClearFaultsAsync();
        await DoneAsync(cancel);
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("cancelled");
    }

    [Theory]
    [InlineData(40084)]
    [InlineData(48004)]
    public async Task A_refused_authorization_is_suspended_and_change_auth_takes_it_into_use_again(int errcode)
    {
        var agentId = await InstallAsync();
        await ShouldSignAsync();
        await Simulator.AddFaultAsync(new("/cgi-bin/service/get_corp_token", errcode));
        await Simulator.AddFaultAsync(new("/cgi-bin/service/get_auth_info", errcode));
        await Node.Admin.SendAsync(HttpMethod.Post, $"tenants/{Tenant}/credentials/{await TokenIdAsync()}:refresh");

        await Eventually.TrueAsync(async _ => (await SignAsync()).Code == "authorization_cancelled", "it is suspended");
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("suspended");
        await Eventually.TrueAsync(() => Node.Notices.Count("authorization.suspended") == 1, "the tenant is told, after it is suspended");
        await DoneAsync(await AuthorizeAsync("change"));
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("suspended");

        await Simulator.ClearFaultsAsync();
        await DoneAsync(await AuthorizeAsync("change"));

        (await ShouldSignAsync()).ShouldBe(agentId);
        ((string?)(await AuthorizationAsync())["state"]).ShouldBe("active");
        Node.Notices.Count("authorization.changed").ShouldBe(1);
    }

    [Fact]
    public async Task A_disabled_app_is_shown_as_closed_until_it_is_enabled()
    {
        await InstallAsync(Template);
        await ShouldSignAsync(Template);

        await Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/authorize",
            new
            {
                suiteId = Template,
                corpId = Customer,
                action = "change",
                enabled = false,
                push = false,
            }
        );
        var change = (await AuthorizeAsync("change", Template));
        await DoneAsync(change);

        ((bool)(await AuthorizationAsync(Template))["closed"]!).ShouldBeTrue();
    }

    private async Task<string> TokenIdAsync()
    {
        var list = await AdminAsync(HttpMethod.Get, "credentials?limit=1000");
        return (string)
            list.Json["items"]!.AsArray().Single(item => (string?)item!["kind"] == "access_token" && (string?)item["corpId"] == Customer)![
                "id"
            ]!;
    }
}

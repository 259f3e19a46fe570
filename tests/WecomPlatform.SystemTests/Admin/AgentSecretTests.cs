using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary>A secret is checked at WeCom before it is stored.</summary>
public sealed class AgentSecretTests(PlatformFixture platform) : PlatformTests(platform)
{
    private static readonly string[] s_check = ["gettoken", "agent/get"];

    [Fact]
    public async Task The_token_of_the_check_is_the_apps_first_and_only_one()
    {
        (await Host.SignAsync(App)).Expect();

        (await Upstream.CallsAsync(Host, CorpId))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["agent/get", "get_jsapi_ticket", "gettoken", "ticket/get"]);
    }

    [Fact]
    public async Task Putting_the_same_secret_again_or_none_asks_wecom_nothing()
    {
        (await PutAsync(new { App.App.Secret, App.App.TrustedDomains })).Expect();
        (await PutAsync(new { App.App.TrustedDomains })).Expect();

        (await Upstream.CallsAsync(Host, CorpId)).ShouldBe(s_check);
        (await Host.SignAsync(App)).Expect();
    }

    [Fact]
    public async Task A_put_replaces_everything_but_the_secret()
    {
        (await PutAsync(new { trustedDomains = (string[])["b.example.com"], strictUrls = true })).Expect();

        var replaced = (await PutAsync(new { })).Expect().Json;

        replaced["trustedDomains"]!.AsArray().ShouldBeEmpty();
        ((bool?)replaced["strictUrls"]).ShouldBe(false);
        (await Host.SignAsync(App)).Expect();
    }

    [Fact]
    public async Task A_wrong_secret_is_rejected_and_the_app_works_on()
    {
        (await PutAsync(new { CorpApp.Fresh().Secret, trustedDomains = (string[])["b.example.com"] })).ShouldBeProblem(
            422,
            "secret_rejected"
        );

        var kept = (await Host.Admin.SendAsync(HttpMethod.Get, Path(AgentId))).Expect().Json;
        ((string?)kept["trustedDomains"]![0]).ShouldBe("app.example.com");
        (await Host.SignAsync(App)).Expect();
        (await PutAsync(new { App.App.TrustedDomains })).Expect();
    }

    [Fact]
    public async Task A_wrong_secret_of_a_new_app_leaves_nothing_behind()
    {
        (await PutAsync(new { CorpApp.Fresh().Secret }, 7)).ShouldBeProblem(422, "secret_rejected");

        (await Host.Admin.SendAsync(HttpMethod.Get, Path(7))).ShouldBeProblem(404, "agent_unknown");
    }

    [Fact]
    public async Task A_secret_of_another_app_of_the_corp_is_refused_and_both_work_on()
    {
        var other = CorpApp.Fresh(7) with { CorpId = CorpId };
        await Host.Simulator.PutAgentAsync(other);
        await Host.Admin.PutAgentAsync(App.Tenant, other);

        (await PutAsync(new { other.Secret })).ShouldBeProblem(422, "secret_of_other_agent");
        (await PutAsync(new { App.App.Secret }, 8)).ShouldBeProblem(422, "secret_of_other_agent");

        (await Host.SignAsync(App)).Expect();
        (await Node.SignAsync(App.Key, new PlatformApp(App.Tenant, App.Key, other).SignRequest())).Expect();
    }

    [Fact]
    public async Task A_secret_of_another_corp_is_rejected()
    {
        var other = await Host.SetUpAppAsync(tenant: Fresh.Tenant());

        (await PutAsync(new { other.App.Secret })).ShouldBeProblem(422, "secret_rejected");
    }

    [Fact]
    public async Task An_address_that_the_app_does_not_trust_is_told()
    {
        var app = CorpApp.Fresh(7) with { CorpId = CorpId };
        await Host.Simulator.PutAgentAsync(app);
        await Host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/corps/{CorpId}/agents/7", new { trustedIps = (string[])["192.0.2.9"] });

        var problem = (await PutAsync(new { app.Secret }, 7)).ShouldBeProblem(422, "ip_not_allowed");

        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task A_corp_that_wecom_does_not_know_is_told()
    {
        var app = CorpApp.Fresh();
        await Host.Admin.PutCorpAsync(App.Tenant, app.CorpId);

        var answer = await Host.Admin.SendAsync(
            HttpMethod.Put,
            $"tenants/{App.Tenant}/corps/{app.CorpId}/agents/{app.AgentId}",
            new { app.Secret }
        );

        ((int)answer.Status).ShouldBe(422);
        ((string?)answer.ShouldBeProblem()["code"]).ShouldBe("corp_rejected");
    }

    [Theory]
    [InlineData("/cgi-bin/gettoken", 502, null)]
    [InlineData("/cgi-bin/agent/get", 502, null)]
    [InlineData("/cgi-bin/gettoken", null, -1)]
    [InlineData("/cgi-bin/agent/get", null, 45009)]
    public async Task While_wecom_is_down_nothing_changes_and_trying_later_is_advised(string path, int? httpStatus, int? errcode)
    {
        var secret = CorpApp.Fresh().Secret;
        await Host.Simulator.PutAgentAsync(App.App with { Secret = secret });
        await FaultAsync(path, httpStatus, errcode);

        var answer = await PutAsync(new { secret, App.App.TrustedDomains });
        answer.ShouldBeProblem(503, "upstream_unavailable");
        answer.Headers.Keys.ShouldContain("Retry-After");

        (await PutAsync(new { secret, App.App.TrustedDomains })).Expect();
        (await Host.SignAsync(App)).Expect();
    }

    [Fact]
    public async Task A_new_secret_takes_over_without_a_break()
    {
        (await Host.SignAsync(App)).Expect();
        var secret = CorpApp.Fresh().Secret;
        await Host.Simulator.PutAgentAsync(App.App with { Secret = secret });

        (await PutAsync(new { secret, App.App.TrustedDomains })).Expect();

        var answer = await Host.SignAsync(App);
        await answer.ShouldOpenAsync(Host, "corp", Page);
        await answer.ShouldOpenAsync(Host, "agent", Page);
    }

    [Fact]
    public async Task Putting_the_right_secret_heals_an_app_whose_secret_was_rejected()
    {
        var secret = CorpApp.Fresh().Secret;
        await Host.Simulator.PutAgentAsync(App.App with { Secret = secret });
        await Host.Simulator.RevokeAsync(new { corpId = CorpId });
        (await Host.SignAsync(App)).ShouldBeProblem(422, "secret_rejected");

        (await PutAsync(new { secret, App.App.TrustedDomains })).Expect();

        await (await Host.SignAsync(App)).ShouldOpenAsync(Host, "corp", Page);
    }

    [Fact]
    public async Task Putting_the_same_secret_again_heals_an_app_that_was_disabled_at_wecom()
    {
        await Host.Simulator.PutAgentAsync(App.App, enabled: false);
        await Host.Simulator.RevokeAsync(new { corpId = CorpId });
        (await Host.SignAsync(App)).ShouldBeProblem(422, "secret_rejected");
        await Host.Simulator.PutAgentAsync(App.App);

        (await PutAsync(new { App.App.TrustedDomains })).Expect();

        await (await Host.SignAsync(App)).ShouldOpenAsync(Host, "agent", Page);
    }

    [Fact]
    public async Task A_tenant_that_tries_many_wrong_secrets_must_wait_and_its_working_apps_go_on()
    {
        (await Host.SignAsync(App)).Expect();
        for (var i = 0; i < 10; i++)
        {
            (await PutAsync(new { CorpApp.Fresh().Secret })).ShouldBeProblem(422, "secret_rejected");
        }

        var paused = await PutAsync(new { CorpApp.Fresh().Secret });

        paused.ShouldBeProblem(503, "secret_probe_paused");
        paused.Headers.Keys.ShouldContain("Retry-After");
        (await Host.SignAsync(App)).Expect();
        (await Host.SetUpAppAsync(tenant: Fresh.Tenant())).ShouldNotBeNull();
    }

    private Task FaultAsync(string path, int? httpStatus, int? errcode) =>
        Host.Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/faults",
            new
            {
                path,
                httpStatus,
                errcode,
                count = 1,
                corpId = CorpId,
            }
        );

    private string Path(int agentId) => $"tenants/{App.Tenant}/corps/{CorpId}/agents/{agentId}";

    private Task<HttpAnswer> PutAsync(object body, int? agentId = null) =>
        Host.Admin.SendAsync(HttpMethod.Put, Path(agentId ?? AgentId), body);
}

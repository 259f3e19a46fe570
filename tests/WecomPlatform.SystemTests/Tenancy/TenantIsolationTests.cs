using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Tenancy;

/// <summary>To a tenant the others do not exist.</summary>
public sealed class TenantIsolationTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task Another_tenants_ids_are_answered_as_if_they_were_nobodys()
    {
        var stranger = await Host.SetUpAppAsync(tenant: Fresh.Tenant());
        (await Host.SignAsync(App)).Expect();
        var request = new { corpId = CorpId, url = Page };
        var withAgent = new
        {
            corpId = CorpId,
            agentId = AgentId,
            url = Page,
        };
        var nobody = (await Node.SignAsync(stranger.Key, new { corpId = "wwnobody", url = Page })).ShouldBeProblem(404, "corp_unknown");

        foreach (var body in (object[])[request, withAgent])
        {
            var posted = (await Node.SignAsync(stranger.Key, body)).ShouldBeProblem(404, "corp_unknown");
            var got = (await Node.GetSignatureAsync(body, stranger.Key)).ShouldBeProblem(404, "corp_unknown");
            ((string?)posted["detail"]).ShouldBe((string?)nobody["detail"]);
            ((string?)got["detail"]).ShouldBe((string?)nobody["detail"]);
        }
    }

    [Fact]
    public async Task Another_tenants_publishable_key_opens_nothing_either()
    {
        var stranger = await Host.SetUpAppAsync(tenant: Fresh.Tenant());
        var key = await Host.Admin.CreateKeyAsync(stranger.Tenant, ApiKeyKind.Publishable);

        var answer = await Node.GetSignatureAsync(
            new { corpId = CorpId, url = Page },
            null,
            ("X-Platform-Key", key.Key),
            ("Origin", "https://app.example.com")
        );

        answer.ShouldBeProblem(404, "corp_unknown");
    }

    [Fact]
    public async Task An_app_that_only_another_tenant_has_in_the_same_corp_is_unknown()
    {
        var stranger = CorpApp.Fresh(7) with { CorpId = CorpId };
        var theirs = await Host.SetUpAppAsync(stranger, Fresh.Tenant());

        (await Node.SignAsync(theirs.Key, App.SignRequest())).ShouldBeProblem(404, "agent_unknown");
        (await Node.SignAsync(App.Key, theirs.SignRequest())).ShouldBeProblem(404, "agent_unknown");
        (await Host.SignAsync(theirs)).Expect();
    }

    [Fact]
    public async Task Deleting_one_tenant_leaves_the_other_with_the_same_app_alone()
    {
        var twin = await Host.SetUpAppAsync(App.App, Fresh.Tenant());
        (await Host.SignAsync(App)).Expect();
        (await Host.SignAsync(twin)).Expect();

        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{twin.Tenant}")).Expect();

        await Soon.RefusedAsync(() => Host.SignAsync(twin), "key_invalid");
        await (await Host.SignAsync(App)).ShouldOpenAsync(Host, "corp", Page);
    }

    [Fact]
    public async Task A_wrong_secret_of_one_tenant_does_not_hold_up_another_with_the_same_app()
    {
        var twin = await Host.SetUpAppAsync(App.App, Fresh.Tenant());
        var path = $"tenants/{twin.Tenant}/corps/{CorpId}/agents/{AgentId}";
        for (var i = 0; i < 11; i++)
        {
            (await Host.Admin.SendAsync(HttpMethod.Put, path, new { CorpApp.Fresh().Secret })).IsSuccess.ShouldBeFalse();
        }

        (await Host.SignAsync(App)).Expect();
        await Host.Admin.PutAgentAsync(App.Tenant, App.App);
    }
}

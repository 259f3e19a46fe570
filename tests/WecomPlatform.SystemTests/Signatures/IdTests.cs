using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Ids that the tenant does not have, and which app signs when none is named.</summary>
public sealed class IdTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData("wwunknown")]
    [InlineData("")]
    [InlineData("ww/../etc")]
    [InlineData("ww'; drop table corp")]
    [InlineData("ww\u0000")]
    [InlineData("企业")]
    [InlineData("ww0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_corp_that_the_tenant_does_not_have_is_unknown(string corpId)
    {
        (await Node.SignAsync(App.Key, new { corpId, url = Page })).ShouldBeProblem(404, "corp_unknown");
        (await Node.GetSignatureAsync(new { corpId, url = Page }, App.Key)).ShouldBeProblem(404, "corp_unknown");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2147483647)]
    public async Task An_app_that_the_corp_does_not_have_is_unknown(int agentId)
    {
        var query = new
        {
            corpId = CorpId,
            agentId,
            url = Page,
        };

        (await Node.SignAsync(App.Key, query)).ShouldBeProblem(404, "agent_unknown");
        (await Node.GetSignatureAsync(query, App.Key)).ShouldBeProblem(404, "agent_unknown");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2147483648)]
    [InlineData(long.MaxValue)]
    public async Task A_number_that_no_app_has_is_unknown_by_either_verb(long agentId)
    {
        var query = new
        {
            corpId = CorpId,
            agentId,
            url = Page,
        };

        (await Node.SignAsync(App.Key, query)).ShouldBeProblem(404, "agent_unknown");
        (await Node.GetSignatureAsync(query, App.Key)).ShouldBeProblem(404, "agent_unknown");
    }

    [Theory]
    [InlineData("{\"suiteId\":\"ww1\",\"url\":\"https://app.example.com/\"}")]
    [InlineData("{\"corpId\":\"CORP\",\"suiteId\":\"ww1\",\"url\":\"https://app.example.com/\"}")]
    [InlineData("{\"corpId\":\"CORP\",\"agentId\":1000002,\"suiteId\":\"ww1\",\"url\":\"https://app.example.com/\"}")]
    public async Task A_suite_that_the_tenant_does_not_have_is_unknown(string body) =>
        (await Node.PostSignatureAsync(App.Key, body.Replace("CORP", CorpId, StringComparison.Ordinal))).ShouldBeProblem(
            404,
            "suite_unknown"
        );

    [Fact]
    public async Task A_suites_signature_without_a_suite_is_no_request() =>
        (
            await Node.SignAsync(
                App.Key,
                new
                {
                    corpId = CorpId,
                    identities = new[] { "suite" },
                    url = Page,
                }
            )
        ).ShouldBeProblem(400, "body_invalid");

    [Fact]
    public async Task With_the_corp_alone_the_one_app_that_trusts_the_page_signs()
    {
        await AddAppAsync(CorpId, 2, "other.example.com");

        var answer = await Node.SignAsync(App.Key, new { corpId = CorpId, url = Page });

        answer.Identities().ShouldBe(["corp"]);
        answer.Json["agentId"].ShouldBeNull();
        await answer.ShouldOpenAsync(Host, "corp", Page);
        (await FetchesAsync(AgentId)).ShouldBe(1);
        (await FetchesAsync(2)).ShouldBe(0);
    }

    [Fact]
    public async Task Several_apps_that_trust_the_page_are_ambiguous_until_the_corp_names_its_source()
    {
        await AddAppAsync(CorpId, 2, "app.example.com");
        var request = new { corpId = CorpId, url = Page };
        (await Node.SignAsync(App.Key, request)).ShouldBeProblem(409, "agent_ambiguous");

        await Host.Admin.PutCorpAsync(App.Tenant, CorpId, new { name = "corp", ticketSource = 2 });

        await Soon.SucceedsAsync(() => Node.SignAsync(App.Key, request));
        (await FetchesAsync(2)).ShouldBe(1);
        (await FetchesAsync(AgentId)).ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_no_app_trusts_is_ambiguous_with_the_corp_alone()
    {
        var problem = (await Node.SignAsync(App.Key, new { corpId = CorpId, url = "https://foreign.example.org/" })).ShouldBeProblem(
            409,
            "agent_ambiguous"
        );

        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain("trusts");
    }

    [Fact]
    public async Task A_deleted_app_signs_no_more()
    {
        (await Node.SignAsync(App.Key, App.SignRequest())).Expect();

        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{App.Tenant}/corps/{CorpId}/agents/{AgentId}")).Expect();

        await Soon.RefusedAsync(() => Host.SignAsync(App), "agent_unknown");
    }

    private async Task AddAppAsync(string corpId, int agentId, string domain)
    {
        var app = CorpApp.Fresh(agentId) with { CorpId = corpId, TrustedDomains = [domain] };
        await Host.Simulator.PutAgentAsync(app);
        await Host.Admin.PutAgentAsync(App.Tenant, app);
    }

    private async Task<int> FetchesAsync(int agentId) =>
        (await Host.Simulator.CredentialsAsync())["corpTickets"]!
            .AsArray()
            .Count(ticket => (string?)ticket!["corpId"] == CorpId && (int?)ticket["agentId"] == agentId);
}

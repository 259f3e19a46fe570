using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Which app's corp ticket serves a request that names only the corp, and which comes next when that app is broken.</summary>
public sealed class TicketSourceTests(PlatformFixture platform) : PlatformTests(platform)
{
    private const int Source = 5;
    private const int Next = 7;

    private object Request => new { corpId = CorpId, url = Page };

    [Fact]
    public async Task While_the_source_is_broken_the_next_app_that_trusts_the_page_serves_until_the_source_is_put_right()
    {
        var renewed = await BreakSourceAsync();

        var answer = await Node.SignAsync(App.Key, Request);
        await answer.ShouldOpenAsync(Host, "corp", Page);
        answer.Json["agentId"].ShouldBeNull();
        (await SourcesAsync()).ShouldBe([Next]);
        // Named, it is what was asked for.
        (await Node.SignAsync(App.Key, Named(Source))).ShouldBeProblem(422, "secret_rejected");

        await Host.Admin.PutAgentAsync(App.Tenant, renewed);
        await Eventually.TrueAsync(
            async ct =>
            {
                (await Node.SignAsync(App.Key, Request, ct)).Expect();
                return (await SourcesAsync()).Contains(Source);
            },
            "the source serves again"
        );
    }

    [Fact]
    public async Task Without_an_app_to_stand_in_the_sources_own_trouble_is_told()
    {
        await BreakSourceAsync();
        foreach (var other in new[] { Next, AgentId })
        {
            (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{App.Tenant}/corps/{CorpId}/agents/{other}")).Expect();
        }

        await Soon.RefusedAsync(() => Node.SignAsync(App.Key, Request), "secret_rejected");
    }

    [Fact]
    public async Task A_source_that_is_gone_is_stood_in_for()
    {
        await BreakSourceAsync();
        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{App.Tenant}/corps/{CorpId}/agents/{Source}")).Expect();

        await Soon.RefusedAsync(() => Node.SignAsync(App.Key, Named(Source)), "agent_unknown");
        await (await Node.SignAsync(App.Key, Request)).ShouldOpenAsync(Host, "corp", Page);
        (await SourcesAsync()).ShouldBe([Next]);
    }

    private object Named(int agentId) =>
        new
        {
            corpId = CorpId,
            agentId,
            url = Page,
        };

    /// <summary>The source's secret is reset in WeCom's console. Returns the source with the new one, which the platform is not told.</summary>
    private async Task<CorpApp> BreakSourceAsync()
    {
        var source = await AddAppAsync(Source, "app.example.com");
        await AddAppAsync(6, "other.example.com");
        await AddAppAsync(Next, "app.example.com");
        await Host.Admin.PutCorpAsync(App.Tenant, CorpId, new { name = "corp", ticketSource = Source });

        var renewed = source with { Secret = CorpApp.Fresh().Secret };
        await Host.Simulator.PutAgentAsync(renewed);
        await Host.Simulator.RevokeAsync(
            new
            {
                CorpId,
                AgentId = Source,
                Kind = "accessToken",
            }
        );
        await Soon.SucceedsAsync(() => Node.SignAsync(App.Key, Request));
        return renewed;
    }

    private async Task<CorpApp> AddAppAsync(int agentId, string domain)
    {
        var app = CorpApp.Fresh(agentId) with { CorpId = CorpId, TrustedDomains = [domain] };
        await Host.Simulator.PutAgentAsync(app);
        await Host.Admin.PutAgentAsync(App.Tenant, app);
        return app;
    }

    /// <summary>The apps that the corp's tickets were fetched with.</summary>
    private async Task<IReadOnlyList<int>> SourcesAsync() =>
        [
            .. (await Host.Simulator.CredentialsAsync())["corpTickets"]!
                .AsArray()
                .Where(ticket => (string?)ticket!["corpId"] == CorpId)
                .Select(ticket => (int)ticket!["agentId"]!)
                .Order(),
        ];
}

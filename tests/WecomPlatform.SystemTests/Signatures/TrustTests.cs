using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Which pages an app signs, and from which pages a browser may ask.</summary>
public sealed class TrustTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("https://APP.example.com/")]
    [InlineData("http://app.example.com:8080/a?b")]
    [InlineData("https://a.b.app.example.com/")]
    [InlineData("https://user:pass@app.example.com/")]
    public async Task A_page_of_a_trusted_domain_or_below_it_is_signed(string url) =>
        (await Node.SignAsync(App.Key, App.SignRequest(url))).Expect();

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("https://evilapp.example.com/")]
    [InlineData("https://app.example.com.evil.org/")]
    [InlineData("https://app.example.com@evil.org/")]
    [InlineData("https://evil.org\\@app.example.com/")]
    [InlineData("https://evil.org/?https://app.example.com/")]
    [InlineData("https://app.example.com./")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    public async Task A_page_of_another_domain_is_not(string url)
    {
        var key = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;

        (await Node.SignAsync(App.Key, App.SignRequest(url))).ShouldBeProblem(403, "url_not_trusted");
        (await Node.GetSignatureAsync(Query(url), key)).ShouldBeProblem(403, "url_not_trusted");
    }

    [Fact]
    public async Task An_app_without_domains_signs_every_page_for_a_backend_and_none_for_a_page()
    {
        var app = await Host.SetUpAppAsync(CorpApp.Fresh() with { TrustedDomains = [] }, Fresh.Tenant());
        var key = (await Host.Admin.CreateKeyAsync(app.Tenant, ApiKeyKind.Publishable)).Key;
        var query = new
        {
            corpId = app.App.CorpId,
            agentId = app.App.AgentId,
            url = "https://anywhere.example.org/",
        };

        (await Node.SignAsync(app.Key, query)).Expect();
        (await Node.GetSignatureAsync(query, key)).ShouldBeProblem(403, "url_not_trusted");
    }

    [Theory]
    [InlineData("https://evil.org", "origin_not_trusted")]
    [InlineData("null", "origin_not_trusted")]
    [InlineData("https://app.example.com.evil.org", "origin_not_trusted")]
    [InlineData("nonsense", "origin_not_trusted")]
    [InlineData("https://app.example.com", null)]
    [InlineData("https://sub.app.example.com:8443", null)]
    public async Task A_publishable_key_answers_only_pages_of_trusted_origins(string origin, string? code)
    {
        var key = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;

        var answer = await Node.GetSignatureAsync(Query(Page), key, ("Origin", origin));

        if (code is not null)
        {
            answer.ShouldBeProblem(403, code);
            answer.Headers["Access-Control-Allow-Origin"].ShouldBe("*", "a developer shall see what is wrong");
            return;
        }

        answer.Expect().Headers["Access-Control-Allow-Origin"].ShouldBe(origin);
        answer.Headers["Vary"].ShouldContain("Origin");
        answer.Headers.Keys.ShouldNotContain("Access-Control-Allow-Credentials");
    }

    [Fact]
    public async Task A_domain_added_later_is_trusted_at_once_and_one_taken_away_no_more()
    {
        const string other = "https://other.example.com/";
        (await Node.SignAsync(App.Key, App.SignRequest(other))).ShouldBeProblem(403, "url_not_trusted");

        await Host.Admin.PutAgentAsync(App.Tenant, App.App with { TrustedDomains = ["other.example.com"] });

        await Soon.SucceedsAsync(() => Host.SignAsync(App, other));
        (await Node.SignAsync(App.Key, App.SignRequest(Page))).ShouldBeProblem(403, "url_not_trusted");
    }

    private object Query(string url) =>
        new
        {
            corpId = CorpId,
            agentId = AgentId,
            url,
        };
}

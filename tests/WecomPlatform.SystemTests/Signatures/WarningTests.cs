using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Urls that can be signed but are hardly the page's own.</summary>
public sealed class WarningTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData("https://app.example.com/?a=1&amp;b=2", "html_escaped_ampersand")]
    [InlineData("https://app.example.com/?a=1 2", "unescaped_space")]
    [InlineData("https://app.example.com/?a=1&amp;b=2 3", "html_escaped_ampersand unescaped_space")]
    [InlineData("https://app.example.com/?a=1&b=2#&amp; ", "")]
    public async Task A_suspicious_url_is_signed_as_it_is_and_warned_of(string url, string warnings)
    {
        var answer = (await Node.SignAsync(App.Key, App.SignRequest(url))).Expect();

        string.Join(' ', (answer.Json["warnings"]?.AsArray() ?? []).Select(code => (string?)code)).ShouldBe(warnings);
        ((string?)answer.Json["url"]).ShouldBe(url.Split('#')[0]);
        await answer.ShouldOpenAsync(Host, "corp", url);
    }

    [Fact]
    public async Task A_strict_app_refuses_escaped_ampersands_and_only_those()
    {
        var body = new { App.App.TrustedDomains, strictUrls = true };
        (await Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{App.Tenant}/corps/{CorpId}/agents/{AgentId}", body)).Expect();

        await Soon.RefusedAsync(() => SignAsync("?a=1&amp;b=2"), "url_invalid");

        ((string?)(await SignAsync("?a=1&amp;b=2")).ShouldBeProblem(400, "url_invalid")["rule"]).ShouldBe("html_escaped_ampersand");
        (await SignAsync("?a=1&b=2#&amp;")).Expect();
        (await SignAsync("?a=1 2")).Expect();
    }

    private Task<HttpAnswer> SignAsync(string query) => Node.SignAsync(App.Key, App.SignRequest(Page + query));
}

using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary><c>/admin/v1/tenants/{t}/corps/{corpId}/agents</c>: what it holds and what it refuses.</summary>
public sealed class AgentTests(PlatformFixture platform) : PlatformTests(platform)
{
    private string Agents => $"tenants/{App.Tenant}/corps/{CorpId}/agents";

    [Fact]
    public async Task An_app_is_listed_found_and_deleted_with_its_credentials()
    {
        (await Host.SignAsync(App)).Expect();
        var listed = (await Host.Admin.SendAsync(HttpMethod.Get, Agents)).Expect().Json["items"]!.AsArray();
        ((int?)listed.ShouldHaveSingleItem()!["agentId"]).ShouldBe(AgentId);

        ((int)(await Host.Admin.SendAsync(HttpMethod.Delete, $"{Agents}/{AgentId}")).Status).ShouldBe(204);

        (await Host.Admin.SendAsync(HttpMethod.Get, $"{Agents}/{AgentId}")).ShouldBeProblem(404, "agent_unknown");
        (await Host.Admin.SendAsync(HttpMethod.Delete, $"{Agents}/{AgentId}")).ShouldBeProblem(404, "agent_unknown");
        var left = (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{App.Tenant}/credentials")).Expect().Json["items"]!.AsArray();
        left.ShouldAllBe(item => !(bool)item!["hasValue"]!);
    }

    [Fact]
    public async Task No_answer_about_an_app_holds_its_secret()
    {
        string[] texts =
        [
            (await PutAsync(new { App.App.Secret, App.App.TrustedDomains })).Expect().Text,
            (await Host.Admin.SendAsync(HttpMethod.Get, Agents)).Text,
            (await Host.Admin.SendAsync(HttpMethod.Get, $"{Agents}/{AgentId}")).Text,
            (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{App.Tenant}/corps")).Text,
        ];

        texts.ShouldAllBe(text => !text.Contains(App.App.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("APP.Example.COM", "app.example.com")]
    [InlineData("例子.测试", "xn--fsqu00a.xn--0zwm56d")]
    [InlineData("xn--fsqu00a.xn--0zwm56d", "xn--fsqu00a.xn--0zwm56d")]
    [InlineData("app。example。com", "app.example.com")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:DB8::1", "[2001:db8::1]")]
    public async Task Domains_are_kept_as_browsers_write_them(string domain, string kept)
    {
        var put = (await PutAsync(new { trustedDomains = (string[])[domain, domain, kept] })).Expect();

        put.Json["trustedDomains"]!.AsArray().Select(item => (string?)item).ShouldBe([kept]);
        await Soon.SucceedsAsync(() => Host.SignAsync(App, $"https://{kept}/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("*.example.com")]
    [InlineData("https://app.example.com")]
    [InlineData("app.example.com/")]
    [InlineData("app.example.com:443")]
    [InlineData("app..example.com")]
    [InlineData(" app.example.com")]
    [InlineData("user@app.example.com")]
    [InlineData("app.example.com?x")]
    [InlineData("app.example.com\u0000")]
    [InlineData("app％example.com")]
    [InlineData(null)]
    public async Task What_is_no_domain_is_refused(string? domain) =>
        (await PutAsync(new { trustedDomains = (string?[])[domain] })).ShouldBeProblem(400, "body_invalid");

    [Theory]
    [InlineData("0", "{\"secret\":\"x\"}")]
    [InlineData("-1", "{\"secret\":\"x\"}")]
    [InlineData("x", "{\"secret\":\"x\"}")]
    [InlineData("2147483648", "{\"secret\":\"x\"}")]
    [InlineData("7", "{\"agentId\":8,\"secret\":\"x\"}")]
    [InlineData("7", "{\"agentId\":\"7\",\"secret\":\"x\"}")]
    [InlineData("7", "{}")]
    [InlineData("7", "{\"secret\":\"\"}")]
    [InlineData("7", "{\"secret\":\"a b\"}")]
    [InlineData("7", "{\"secret\":\"密\"}")]
    [InlineData("7", "{\"secret\":\"a\\u0000\"}")]
    [InlineData("7", "{\"secret\":\"x\",\"kind\":\"robot\"}")]
    [InlineData("7", "{\"secret\":\"x\",\"egressProxy\":\"socks://x\"}")]
    [InlineData("7", "{\"secret\":\"x\",\"trustedDomains\":\"app.example.com\"}")]
    [InlineData("7", "{\"secret\":\"x\",\"strictUrls\":\"no\"}")]
    [InlineData("7", "[]")]
    [InlineData("7", "")]
    public async Task An_app_that_cannot_be_is_body_invalid_and_wecom_is_not_asked(string agentId, string body)
    {
        var before = await Upstream.CallsAsync(Host, CorpId);
        using var content = new StringContent(body);

        var answer = await Node.SendAsync(HttpMethod.Put, $"/admin/v1/{Agents}/{agentId}", Host.Secrets.AdminKey, content);

        answer.ShouldBeProblem(400, "body_invalid");
        (await Upstream.CallsAsync(Host, CorpId)).ShouldBe(before);
    }

    [Fact]
    public async Task An_app_of_an_unknown_corp_is_not_made()
    {
        var app = CorpApp.Fresh();
        await Host.Simulator.PutCorpAsync(app.CorpId);
        await Host.Simulator.PutAgentAsync(app);

        var answer = await Host.Admin.SendAsync(
            HttpMethod.Put,
            $"tenants/{App.Tenant}/corps/{app.CorpId}/agents/{app.AgentId}",
            new { app.Secret }
        );

        answer.ShouldBeProblem(404, "corp_unknown");
        (await Upstream.CallsAsync(Host, app.CorpId)).ShouldBeEmpty();
    }

    private Task<HttpAnswer> PutAsync(object body) => Host.Admin.SendAsync(HttpMethod.Put, $"{Agents}/{AgentId}", body);
}

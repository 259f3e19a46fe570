using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Admin;

/// <summary><c>/admin/v1/tenants/{t}/corps</c>.</summary>
public sealed class CorpTests(PlatformFixture platform) : PlatformTests(platform)
{
    private string Corps => $"tenants/{App.Tenant}/corps";

    [Fact]
    public async Task A_corp_is_put_found_replaced_and_deleted_with_its_apps()
    {
        (await PutAsync(CorpId, new { name = "新", ticketSource = AgentId })).Expect();
        var found = (await Host.Admin.SendAsync(HttpMethod.Get, $"{Corps}/{CorpId}")).Expect().Json;
        ((string?)found["name"]).ShouldBe("新");
        ((int?)found["ticketSource"]).ShouldBe(AgentId);
        found["agentIds"]!.AsArray().Select(id => (int)id!).ShouldBe([AgentId]);

        var replaced = (await PutAsync(CorpId, new { name = "旧" })).Expect().Json;
        replaced["ticketSource"].ShouldBeNull();
        replaced["agentIds"]!.AsArray().Count.ShouldBe(1);

        ((int)(await Host.Admin.SendAsync(HttpMethod.Delete, $"{Corps}/{CorpId}")).Status).ShouldBe(204);
        (await Host.Admin.SendAsync(HttpMethod.Get, $"{Corps}/{CorpId}")).ShouldBeProblem(404, "corp_unknown");
        (await Host.Admin.SendAsync(HttpMethod.Get, $"{Corps}/{CorpId}/agents/{AgentId}")).ShouldBeProblem(404, "corp_unknown");
        await Soon.RefusedAsync(() => Host.SignAsync(App), "corp_unknown");
    }

    [Theory]
    [InlineData("wpEncrypted_-012345678901234567890123456789012345678901234567890")]
    [InlineData("ww%41+&?#;:@")]
    public async Task A_corpid_is_opaque(string corpId)
    {
        var path = $"{Corps}/{Uri.EscapeDataString(corpId)}";

        (await Host.Admin.SendAsync(HttpMethod.Put, path, new { name = "x" })).Expect();

        ((string?)(await Host.Admin.SendAsync(HttpMethod.Get, path)).Expect().Json["corpId"]).ShouldBe(corpId);
        ((int)(await Host.Admin.SendAsync(HttpMethod.Delete, path)).Status).ShouldBe(204);
    }

    [Theory]
    [InlineData("ww1", "{}")]
    [InlineData("ww1", "{\"name\":\"\"}")]
    [InlineData("ww1", "{\"name\":\"a\\u0000\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"ticketSource\":0}")]
    [InlineData("ww1", "{\"name\":\"x\",\"ticketSource\":\"1\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"egressProxy\":\"proxy:3128\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"egressProxy\":\"https://proxy.example.com\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"egressProxy\":\"http://user:password@proxy.example.com\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"egressProxy\":\"\"}")]
    [InlineData("ww1", "{\"name\":\"x\",\"egressProxy\":\"http://proxy.example.com/\\u0000\"}")]
    [InlineData("ww%20", "{\"name\":\"x\"}")]
    [InlineData("%E4%B8%AD", "{\"name\":\"x\"}")]
    [InlineData("ww01234567890123456789012345678901234567890123456789012345678901234", "{\"name\":\"x\"}")]
    public async Task A_corp_that_cannot_be_is_body_invalid(string corpId, string body)
    {
        using var content = new StringContent(body);
        (await Node.SendAsync(HttpMethod.Put, $"/admin/v1/{Corps}/{corpId}", Host.Secrets.AdminKey, content)).ShouldBeProblem(
            400,
            "body_invalid"
        );
    }

    [Fact]
    public async Task A_corp_of_an_unknown_tenant_is_not_made() =>
        (await Host.Admin.SendAsync(HttpMethod.Put, "tenants/nobody/corps/ww1", new { name = "x" })).ShouldBeProblem(404, "tenant_unknown");

    private Task<HttpAnswer> PutAsync(string corpId, object body) => Host.Admin.SendAsync(HttpMethod.Put, $"{Corps}/{corpId}", body);
}

using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary><c>/admin/v1/tenants</c>.</summary>
public sealed class TenantTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task A_tenant_is_created_found_renamed_and_deleted()
    {
        var id = Fresh.Tenant();

        var created = (await Host.Admin.SendAsync(HttpMethod.Post, "tenants", new { id, name = "甲 & <b>" })).Expect();
        ((int)created.Status).ShouldBe(201);
        created.Headers["Location"].ShouldEndWith($"/admin/v1/tenants/{id}");
        (await Host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{id}", new { name = "乙" })).Expect();
        var found = (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{id}")).Expect().Json;
        ((string?)found["name"]).ShouldBe("乙");
        ((bool?)found["enabled"]).ShouldBe(true);
        ((int)(await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{id}")).Status).ShouldBe(204);

        (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{id}")).ShouldBeProblem(404, "tenant_unknown");
        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{id}")).ShouldBeProblem(404, "tenant_unknown");
        (await Host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{id}", new { name = "x" })).ShouldBeProblem(404, "tenant_unknown");
    }

    [Fact]
    public async Task An_id_is_given_once() =>
        (await Host.Admin.SendAsync(HttpMethod.Post, "tenants", new { id = App.Tenant, name = "again" })).ShouldBeProblem(
            409,
            "tenant_exists"
        );

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"id\":\"\",\"name\":\"x\"}")]
    [InlineData("{\"id\":\"a/b\",\"name\":\"x\"}")]
    [InlineData("{\"id\":\"a b\",\"name\":\"x\"}")]
    [InlineData("{\"id\":\"租\",\"name\":\"x\"}")]
    [InlineData("{\"id\":1,\"name\":\"x\"}")]
    [InlineData("{\"id\":\"NEW\",\"name\":\"\"}")]
    [InlineData("{\"id\":\"NEW\",\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"id\":\"NEW\",\"name\":\"a\\nb\"}")]
    [InlineData("{\"id\":\"NEW\",\"name\":\"\\ud800\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_tenant_that_cannot_be_is_body_invalid(string body) =>
        (await PostAsync(body.Replace("NEW", Fresh.Tenant(), StringComparison.Ordinal))).ShouldBeProblem(400, "body_invalid");

    [Fact]
    public async Task A_body_of_a_megabyte_is_too_large() =>
        (await PostAsync($"{{\"id\":\"{new string('x', 1 << 20)}\"}}")).ShouldBeProblem(413, "body_too_large");

    [Theory]
    [InlineData("{\"name\":\"\"}")]
    [InlineData("{\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"enabled\":\"yes\"}")]
    public async Task A_change_that_cannot_be_is_body_invalid(string body)
    {
        using var content = new StringContent(body);
        var answer = await Node.SendAsync(HttpMethod.Patch, $"/admin/v1/tenants/{App.Tenant}", Host.Secrets.AdminKey, content);
        answer.ShouldBeProblem(400, "body_invalid");
    }

    private async Task<Testing.Http.HttpAnswer> PostAsync(string body)
    {
        using var content = new StringContent(body);
        return await Node.SendAsync(HttpMethod.Post, "/admin/v1/tenants", Host.Secrets.AdminKey, content);
    }
}

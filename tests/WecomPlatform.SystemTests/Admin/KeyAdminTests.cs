using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary><c>/admin/v1/tenants/{t}/keys</c>.</summary>
public sealed class KeyAdminTests(PlatformFixture platform) : PlatformTests(platform)
{
    private string Keys => $"tenants/{App.Tenant}/keys";

    [Theory]
    [InlineData("secret", "sk_", 0)]
    [InlineData("publishable", "pk_", 50)]
    public async Task A_key_is_shown_once(string kind, string prefix, int rate)
    {
        var made = (await Host.Admin.SendAsync(HttpMethod.Post, Keys, new { kind })).Expect();

        ((int)made.Status).ShouldBe(201);
        var key = (string)made.Json["key"]!;
        key.ShouldStartWith(prefix + (string)made.Json["id"]! + "_");
        var listed = (await Host.Admin.SendAsync(HttpMethod.Get, Keys)).Expect();
        listed.Text.ShouldNotContain(key.Split('_')[2]);
        var item = listed.Json["items"]!.AsArray().Single(item => (string?)item!["id"] == (string?)made.Json["id"])!;
        ((string?)item["kind"]).ShouldBe(kind);
        ((int?)item["rate"]).ShouldBe(rate);
        item["scopes"]!.AsArray().Select(scope => (string?)scope).ShouldBe(["sign"]);
        item["key"].ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"admin\"}")]
    [InlineData("{\"kind\":\"Secret\"}")]
    [InlineData("{\"kind\":\"secret\",\"scopes\":[\"everything\"]}")]
    [InlineData("{\"kind\":\"secret\",\"scopes\":[null]}")]
    [InlineData("{\"kind\":\"secret\",\"scopes\":\"sign\"}")]
    [InlineData("{\"kind\":\"secret\",\"rate\":-1}")]
    [InlineData("{\"kind\":\"secret\",\"rate\":1000001}")]
    [InlineData("{\"kind\":\"secret\",\"rate\":0.5}")]
    public async Task A_key_that_cannot_be_is_body_invalid(string body)
    {
        using var content = new StringContent(body);
        (await Node.SendAsync(HttpMethod.Post, "/admin/v1/" + Keys, Host.Secrets.AdminKey, content)).ShouldBeProblem(400, "body_invalid");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("%00")]
    [InlineData("%E4%B8%AD")]
    public async Task A_key_that_the_tenant_does_not_have_is_not_deleted(string id)
    {
        var answer = await Node.SendAsync(HttpMethod.Delete, $"/admin/v1/{Keys}/{id}", Host.Secrets.AdminKey, content: null);
        ((int)answer.Status).ShouldBeOneOf(400, 404);
    }

    [Fact]
    public async Task A_key_of_another_tenant_is_not_deleted()
    {
        var other = await Host.SetUpAppAsync(tenant: Fresh.Tenant());

        (await Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{other.Tenant}/keys/{App.Key.Split('_')[1]}")).ShouldBeProblem(
            404,
            "key_unknown"
        );
        (await Host.SignAsync(App)).Expect();
    }

    [Fact]
    public async Task A_key_of_an_unknown_tenant_is_not_made() =>
        (await Host.Admin.SendAsync(HttpMethod.Post, "tenants/nobody/keys", new { kind = "secret" })).ShouldBeProblem(
            404,
            "tenant_unknown"
        );
}

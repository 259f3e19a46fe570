using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Admin;

/// <summary>Only the administrator administers.</summary>
public sealed class AccessTests(PlatformFixture platform) : PlatformTests(platform)
{
    public static TheoryData<string, string> Endpoints =>
        new()
        {
            { "GET", "tenants" },
            { "POST", "tenants" },
            { "GET", "tenants/T" },
            { "PATCH", "tenants/T" },
            { "DELETE", "tenants/T" },
            { "GET", "tenants/T/keys" },
            { "POST", "tenants/T/keys" },
            { "DELETE", "tenants/T/keys/x" },
            { "GET", "tenants/T/corps" },
            { "GET", "tenants/T/corps/C" },
            { "PUT", "tenants/T/corps/C" },
            { "DELETE", "tenants/T/corps/C" },
            { "GET", "tenants/T/corps/C/agents" },
            { "GET", "tenants/T/corps/C/agents/A" },
            { "PUT", "tenants/T/corps/C/agents/A" },
            { "DELETE", "tenants/T/corps/C/agents/A" },
            { "GET", "tenants/T/credentials" },
            { "GET", "tenants/T/credentials?limit=x" },
            { "POST", "tenants/T/credentials/x:refresh" },
        };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_else_is_let_in(string method, string path)
    {
        path =
            "/admin/v1/"
            + path.Replace("/T", "/" + App.Tenant, StringComparison.Ordinal)
                .Replace("/C", "/" + CorpId, StringComparison.Ordinal)
                .Replace("/A", $"/{AgentId}", StringComparison.Ordinal);
        var verb = new HttpMethod(method);

        (await Node.SendAsync(verb, path, null, content: null)).ShouldBeProblem(401, "key_missing");
        (await Node.SendAsync(verb, path, App.Key, content: null)).ShouldBeProblem(401, "key_invalid");
        (await Node.SendAsync(verb, path, Host.Secrets.AdminKey + "0", content: null)).ShouldBeProblem(401, "key_invalid");
        (await Node.SendAsync(verb, path, Host.Secrets.AdminKey[..^1], content: null)).ShouldBeProblem(401, "key_invalid");
        (await Node.SendAsync(verb, path, null, content: null, ("Authorization", "Basic " + Host.Secrets.AdminKey))).ShouldBeProblem(
            401,
            "key_invalid"
        );
        (await Host.SignAsync(App)).Expect();
    }

    [Theory]
    [InlineData("GET", "/admin/v1/nothing", 404, "not_found")]
    [InlineData("PUT", "/admin/v1/tenants", 405, "method_not_allowed")]
    [InlineData("POST", "/admin/v1/tenants/x", 405, "method_not_allowed")]
    public async Task What_is_not_there_is_told(string method, string path, int status, string code) =>
        (await Node.SendAsync(new HttpMethod(method), path, Host.Secrets.AdminKey, content: null)).ShouldBeProblem(status, code);
}

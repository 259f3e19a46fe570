using System.Text.Json.Nodes;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>What an operator does with an app's credentials.</summary>
public static class Operator
{
    /// <summary>The credential as the admin API shows it.</summary>
    public static async Task<JsonNode> CredentialAsync(this PlatformHost host, PlatformApp app, string kind)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(app);
        var list = (await host.Admin.SendAsync(HttpMethod.Get, $"tenants/{app.Tenant}/credentials?limit=1000")).Expect();
        return list.Json["items"]!
            .AsArray()
            .Single(item =>
                (string?)item!["kind"] == kind && (string?)item["corpId"] == app.App.CorpId && (int)item["agentId"]! == app.App.AgentId
            )!;
    }

    /// <summary>Has it fetched anew.</summary>
    public static async Task<HttpAnswer> RefreshAsync(this PlatformHost host, PlatformApp app, string kind)
    {
        var id = (string?)(await host.CredentialAsync(app, kind))["id"];
        return (await host.Admin.SendAsync(HttpMethod.Post, $"tenants/{app.Tenant}/credentials/{id}:refresh")).Expect();
    }
}

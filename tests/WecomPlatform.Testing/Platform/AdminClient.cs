using System.Net;
using System.Text.Json;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.Testing.Platform;

/// <summary>The admin API of one node.</summary>
public sealed class AdminClient(HttpClient client, string adminKey)
{
    /// <summary>Creates the tenant; one that is there already is left as it is.</summary>
    public async Task CreateTenantAsync(string id, string? name = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "tenants", new { Id = id, Name = name ?? id });
        if (answer.Status != HttpStatusCode.Conflict)
        {
            answer.Expect();
        }
    }

    public async Task<ApiKey> CreateKeyAsync(string tenant, ApiKeyKind kind = ApiKeyKind.Secret, int? rate = null)
    {
        var body = new { Kind = kind == ApiKeyKind.Secret ? "secret" : "publishable", Rate = rate };
        var answer = (await SendAsync(HttpMethod.Post, $"tenants/{tenant}/keys", body)).Expect();
        return answer.Json.Deserialize<ApiKey>(HttpClientJson.Options) ?? throw new InvalidDataException("No key in the answer.");
    }

    public async Task PutCorpAsync(string tenant, string corpId, object? corp = null) =>
        (await SendAsync(HttpMethod.Put, $"tenants/{tenant}/corps/{Uri.EscapeDataString(corpId)}", corp ?? new { Name = corpId })).Expect();

    public async Task PutAgentAsync(string tenant, CorpApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var body = new
        {
            app.AgentId,
            app.Secret,
            app.Kind,
            app.TrustedDomains,
        };
        (await SendAsync(HttpMethod.Put, $"tenants/{tenant}/corps/{Uri.EscapeDataString(app.CorpId)}/agents/{app.AgentId}", body)).Expect();
    }

    /// <summary>Any other request, whatever the answer; the path is relative to /admin/v1/.</summary>
    public Task<HttpAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        client.SendJsonAsync(method, "/admin/v1/" + path, body, adminKey);
}

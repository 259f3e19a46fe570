using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>Calls the platform with the tenant's secret key.</summary>
internal sealed class PlatformApi(IOptions<SampleOptions> options) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(options.Value.Platform),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey) },
    };

    /// <summary>Posts a body.</summary>
    /// <returns>The answer, or the problem's code.</returns>
    public async Task<(JsonObject? Answer, string? Error)> PostAsync(string path, object body, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync(path, body, ct);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(ct);
        return response.IsSuccessStatusCode ? (answer, null) : (null, (string?)answer?["code"] ?? "unknown");
    }

    /// <summary>The keys that id tokens are verified with; a SaaS that lasts keeps them for a while.</summary>
    public async Task<JsonObject> KeysAsync(CancellationToken ct) =>
        (await _http.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json", ct))!;

    public void Dispose() => _http.Dispose();
}

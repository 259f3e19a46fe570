using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>A suite that both sides know, with its callbacks set up as a provider does it.</summary>
internal sealed record CallbackSuite(
    PlatformHost Host,
    string Tenant,
    string SuiteId,
    string Secret,
    string ProviderCorpId,
    string Handle,
    string Token,
    string EncodingAesKey
)
{
    public string CommandPath => $"/callbacks/{Handle}";

    public string DataPath => $"/callbacks/{Handle}/data?corp=$CORPID$";

    /// <summary>A handle that is for nothing yet, in a tenant of its own; both sides know the suite only after <see cref="RegisterAsync"/>.</summary>
    public static async Task<CallbackSuite> IssueAsync(PlatformHost host, string? tenant = null)
    {
        tenant ??= Fresh.Tenant();
        await host.Admin.CreateTenantAsync(tenant);
        var issued = (await host.Admin.SendAsync(HttpMethod.Post, $"tenants/{tenant}/callback-handles", new { })).Expect().Json;
        return new CallbackSuite(
            host,
            tenant,
            "ww" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            RandomNumberGenerator.GetHexString(32),
            "wp" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            (string)issued["handle"]!,
            (string)issued["token"]!,
            (string)issued["encodingAesKey"]!
        );
    }

    /// <summary>The whole set-up: handle, console, registration.</summary>
    public static async Task<CallbackSuite> SetUpAsync(PlatformHost host, string? tenant = null)
    {
        var suite = await IssueAsync(host, tenant);
        await suite.EnterInConsoleAsync();
        (await suite.RegisterAsync()).Expect();
        return suite;
    }

    /// <summary>What the provider types into WeCom's console.</summary>
    public async Task EnterInConsoleAsync(NodeProcess? node = null)
    {
        var address = (node ?? Host.Nodes[0]).BaseAddress.GetLeftPart(UriPartial.Authority);
        await Host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/providers/{ProviderCorpId}", new { Secret = "provider-secret" });
        await Host.Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/suites/{SuiteId}",
            new
            {
                Secret,
                ProviderCorpId,
                Token,
                EncodingAesKey,
                CommandUrl = address + CommandPath,
                DataUrl = address + DataPath,
            }
        );
    }

    /// <summary>Registers the suite at the platform and binds the handle to it.</summary>
    public Task<HttpAnswer> RegisterAsync() =>
        Host.Admin.SendAsync(
            HttpMethod.Put,
            $"tenants/{Tenant}/suites/{SuiteId}",
            new
            {
                Secret,
                Kind = "thirdParty",
                ProviderCorpId,
                CallbackHandle = Handle,
            }
        );

    /// <summary>WeCom sends something to the suite's callbacks; the deliveries.</summary>
    public async Task<JsonArray> SendAsync(object what) =>
        (await Host.Simulator.ControlAsync(HttpMethod.Post, $"/_sim/suites/{SuiteId}/events", what)).Json["deliveries"]!.AsArray();

    /// <summary>WeCom pushes a suite_ticket; the delivery.</summary>
    public async Task<JsonNode> PushTicketAsync() =>
        (await Host.Simulator.ControlAsync(HttpMethod.Post, $"/_sim/suites/{SuiteId}/push")).Json;

    /// <summary>Posts an event that somebody encrypted and signed.</summary>
    public Task<HttpAnswer> PostAsync(string path, string encrypt, string signature, string timestamp, string nonce) =>
        Host.Nodes[0]
            .SendAsync(
                HttpMethod.Post,
                $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}msg_signature={signature}&timestamp={timestamp}&nonce={nonce}",
                bearer: null,
                new StringContent($"<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><ToUserName><![CDATA[{SuiteId}]]></ToUserName></xml>")
            );

    /// <summary>What the platform says of the events that arrived, newest first.</summary>
    public async Task<JsonArray> ArrivedAsync(string query = "") =>
        (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{Tenant}/callbacks?limit=1000{query}")).Expect().Json["items"]!.AsArray();

    /// <summary>Fetches a suite_access_token anew, for which WeCom must take the ticket that the platform holds.</summary>
    public Task<HttpAnswer> FetchTokenAsync(NodeProcess? node = null)
    {
        var id = Convert
            .ToBase64String(Encoding.UTF8.GetBytes($"{Tenant}/suite_access_token/-/{SuiteId}"))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
        return Host.AdminOf(node ?? Host.Nodes[0]).SendAsync(HttpMethod.Post, $"tenants/{Tenant}/credentials/{id}:refresh");
    }

    /// <summary>An event's fields under the names as they are written, which are WeCom's.</summary>
    public static JsonNode Fields(object fields) => JsonSerializer.SerializeToNode(fields)!;

    public static void ShouldBeTaken(JsonNode delivery) => ((bool)delivery["ok"]!).ShouldBeTrue(delivery.ToJsonString());

    public static int StatusOf(JsonNode delivery) =>
        (int?)delivery["attempts"]!.AsArray()[^1]!["status"] ?? (int)HttpStatusCode.RequestTimeout;
}

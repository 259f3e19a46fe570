using System.Globalization;
using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Wecom.Api;

/// <summary>WeCom's server API as far as the platform uses it. One call is one request: it is never repeated in here, and its url, which holds secrets, is never told to anybody.</summary>
public sealed class WecomApi(EgressPool egress, TimeProvider clock)
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromSeconds(7200);

    /// <summary>Fetches an app's access_token (gettoken, OD 91039).</summary>
    public Task<WecomAnswer<FetchedValue>> GetTokenAsync(CorpId corp, Secret secret, Uri? proxy, CancellationToken ct) =>
        FetchAsync(
            "cgi-bin/gettoken",
            $"corpid={Uri.EscapeDataString(corp.Value)}&corpsecret={Uri.EscapeDataString(secret.Reveal())}",
            "access_token",
            proxy,
            ct
        );

    /// <summary>Fetches the corp's jsapi_ticket (get_jsapi_ticket, OD 90506).</summary>
    public Task<WecomAnswer<FetchedValue>> GetCorpTicketAsync(Secret accessToken, Uri? proxy, CancellationToken ct) =>
        FetchAsync("cgi-bin/get_jsapi_ticket", Token(accessToken), "ticket", proxy, ct);

    /// <summary>Fetches the app's jsapi_ticket (ticket/get?type=agent_config, OD 90506).</summary>
    public Task<WecomAnswer<FetchedValue>> GetAgentTicketAsync(Secret accessToken, Uri? proxy, CancellationToken ct) =>
        FetchAsync("cgi-bin/ticket/get", $"{Token(accessToken)}&type=agent_config", "ticket", proxy, ct);

    /// <summary>Reads an app (agent/get); only the app's own token may (301002 otherwise).</summary>
    public Task<WecomAnswer<WecomAgent>> GetAgentAsync(Secret accessToken, AgentId agent, Uri? proxy, CancellationToken ct) =>
        CallAsync(
            "cgi-bin/agent/get",
            string.Create(CultureInfo.InvariantCulture, $"{Token(accessToken)}&agentid={agent.Value}"),
            proxy,
            (body, _) =>
                new WecomAgent(agent.Value, body.TryGetProperty("name", out var name) ? name.GetString() ?? string.Empty : string.Empty),
            ct
        );

    private static string Token(Secret accessToken) => $"access_token={Uri.EscapeDataString(accessToken.Reveal())}";

    private Task<WecomAnswer<FetchedValue>> FetchAsync(string api, string query, string field, Uri? proxy, CancellationToken ct) =>
        CallAsync(api, query, proxy, (body, sent) => Read(body, field, sent), ct);

    private FetchedValue? Read(JsonElement body, string field, long sent)
    {
        if (
            !body.TryGetProperty(field, out var value)
            || value.ValueKind != JsonValueKind.String
            || value.GetString() is not { Length: > 0 and <= 512 } text
        )
        {
            return null;
        }

        var lifetime = UsualLifetime;
        if (body.TryGetProperty("expires_in", out var seconds))
        {
            if (!seconds.TryGetInt32(out var number) || number < 0)
            {
                return null;
            }

            lifetime = TimeSpan.FromSeconds(number);
        }

        return new FetchedValue(new Secret(text), lifetime, sent, clock.GetElapsedTime(sent));
    }

    private async Task<WecomAnswer<T>> CallAsync<T>(
        string api,
        string query,
        Uri? proxy,
        Func<JsonElement, long, T?> read,
        CancellationToken ct
    )
        where T : class
    {
        using var place = await egress.EnterAsync(proxy, api, ct);
        var sent = clock.GetTimestamp();
        try
        {
            using var response = await egress.Client(proxy).GetAsync(new Uri($"{api}?{query}", UriKind.Relative), ct);
            if (!response.IsSuccessStatusCode)
            {
                return Failed<T>($"HTTP {(int)response.StatusCode} from /{api}.");
            }

            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: ct);
            return Answer(document.RootElement, api, body => read(body, sent));
        }
        catch (HttpRequestException error)
        {
            return Failed<T>($"No answer from /{api}: {error.HttpRequestError}.");
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException)
        {
            return Failed<T>($"An unreadable answer from /{api}.");
        }
    }

    // For historical reasons some calls leave errcode out when they succeed (OD 90600): missing means success.
    private static WecomAnswer<T> Answer<T>(JsonElement body, string api, Func<JsonElement, T?> read)
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Failed<T>($"An unreadable answer from /{api}.");
        }

        if (body.TryGetProperty("errcode", out var errcode) && errcode.TryGetInt32(out var code) && code != 0)
        {
            var message =
                body.TryGetProperty("errmsg", out var errmsg) && errmsg.ValueKind == JsonValueKind.String
                    ? errmsg.GetString()!
                    : string.Empty;
            return WecomAnswer<T>.Failed(new WecomError(code, message.Length > 500 ? message[..500] : message));
        }

        return read(body) is { } value ? WecomAnswer<T>.Of(value) : Failed<T>($"An answer without the value from /{api}.");
    }

    private static WecomAnswer<T> Failed<T>(string message)
        where T : class => WecomAnswer<T>.Failed(new WecomError(null, message));
}

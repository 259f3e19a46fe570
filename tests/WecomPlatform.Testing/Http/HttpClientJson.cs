using System.Net.Http.Json;
using System.Text.Json;

namespace WecomPlatform.Testing.Http;

/// <summary>Requests with a JSON body that keep the status: a test looks at refusals as often as at successes.</summary>
public static class HttpClientJson
{
    /// <summary>camelCase names; absent instead of null.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <param name="client">Its base address is the server.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Relative to the base address.</param>
    /// <param name="body">Serialised as JSON; none when null.</param>
    /// <param name="bearer">Sent as Authorization when not null.</param>
    /// <param name="ct">Gives up waiting.</param>
    public static async Task<HttpAnswer> SendJsonAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        string? bearer = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Options);
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        using var response = await client.SendAsync(request, ct);
        var headers = response.Headers.Concat(response.Content.Headers);
        return new HttpAnswer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(ct),
            headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase)
        );
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Wecom.Api;

/// <summary>
/// Carries requests to WeCom's server API. One call is one request: it is never repeated in here, and its url, which holds secrets, is
/// never told to anybody.
/// </summary>
public sealed class WecomTransport(EgressPool egress, TimeProvider clock)
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromSeconds(7200);

    /// <summary>Gets a token or a ticket.</summary>
    internal Task<WecomAnswer<FetchedValue>> FetchAsync(WecomRequest request, string field, CancellationToken ct) =>
        CallAsync(request, (answer, sent) => ReadValue(answer, field, sent), ct);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer; the number is when the request was sent, in monotonic ticks. Null: the answer lacks something.</param>
    /// <param name="ct">The deadline. When it comes, the outcome is unknown.</param>
    internal async Task<WecomAnswer<T>> CallAsync<T>(WecomRequest request, Func<JsonElement, long, T?> read, CancellationToken ct)
        where T : class
    {
        using var place = await EnterAsync(request, ct);
        var sent = clock.GetTimestamp();
        try
        {
            using var message = Message(request);
            using var response = await egress.Client(request.Proxy).SendAsync(message, ct);
            if (!response.IsSuccessStatusCode)
            {
                return Failed<T>($"HTTP {(int)response.StatusCode} from /{request.Api}.");
            }

            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: ct);
            return Answer(document.RootElement, request.Api, body => read(body, sent));
        }
        catch (HttpRequestException error)
        {
            return Failed<T>($"No answer from /{request.Api}: {error.HttpRequestError}.", IsUnsent(error));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed<T>($"No connection for /{request.Api} in time.", isUnsent: true);
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException)
        {
            return Failed<T>($"An unreadable answer from /{request.Api}.");
        }
    }

    private async ValueTask<IDisposable> EnterAsync(WecomRequest request, CancellationToken ct)
    {
        try
        {
            return await egress.EnterAsync(request.Proxy, request.Api, ct);
        }
        catch (OperationCanceledException error)
        {
            throw new RequestUnsentException($"No place for /{request.Api} in time.", error, ct);
        }
    }

    // No connection, no request: nothing of it was sent.
    private static bool IsUnsent(HttpRequestException error) =>
        error.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    /// <summary>Reads a token or a ticket with its life.</summary>
    internal FetchedValue? ReadValue(JsonElement answer, string field, long sent)
    {
        if (answer.Text(field) is not { Length: > 0 and <= 512 } text)
        {
            return null;
        }

        var lifetime = UsualLifetime;
        if (answer.TryGetProperty("expires_in", out var seconds))
        {
            if (!seconds.TryGetInt32(out var number) || number < 0)
            {
                return null;
            }

            lifetime = TimeSpan.FromSeconds(number);
        }

        return new FetchedValue(new Secret(text), lifetime, sent, clock.GetElapsedTime(sent));
    }

    private static HttpRequestMessage Message(WecomRequest request)
    {
        var uri = new Uri($"{request.Api}?{request.Query}", UriKind.Relative);
        return request.Body is null
            ? new HttpRequestMessage(HttpMethod.Get, uri)
            : new HttpRequestMessage(HttpMethod.Post, uri) { Content = JsonContent.Create<JsonNode>(request.Body) };
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
            var message = body.Text("errmsg") ?? string.Empty;
            return WecomAnswer<T>.Failed(new WecomError(code, message.Length > 500 ? message[..500] : message));
        }

        return read(body) is { } value ? WecomAnswer<T>.Of(value) : Failed<T>($"An answer without the value from /{api}.");
    }

    private static WecomAnswer<T> Failed<T>(string message, bool isUnsent = false)
        where T : class => WecomAnswer<T>.Failed(new WecomError(null, message) { IsUnsent = isUnsent });
}

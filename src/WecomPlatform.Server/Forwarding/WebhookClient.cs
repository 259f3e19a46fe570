using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Forwarding;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Posts messages to webhooks.</summary>
internal sealed class WebhookClient(IOptions<ForwardingOptions> options, DatabaseContact database, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false, // a signed message goes where the tenant said, nowhere else
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // DNS changes are seen
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Posts a message.</summary>
    /// <returns>Null when the webhook took it (any 2xx), else what went wrong, without the url.</returns>
    public async Task<string?> PostAsync(WebhookRecord webhook, OutboxMessage message, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var request = WebhookRequest.Of(webhook, message, database.UnixSeconds);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : $"It answered {(int)response.StatusCode}.";
        }
        catch (HttpRequestException error)
        {
            return $"It could not be reached ({error.HttpRequestError}).";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"It did not answer in {options.Value.Timeout.TotalSeconds:0.#} s.";
        }
    }

    public void Dispose() => _http.Dispose();
}

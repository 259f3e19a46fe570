using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Http;

/// <summary>The platform's HTTP API.</summary>
internal sealed class PlatformClient(Uri server, string? key) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a key goes nowhere but where it was meant to go
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        }
    )
    {
        BaseAddress = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + '/'),
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Asks; the path is relative to the platform's address.</summary>
    /// <returns>The answer's JSON; null when it has none.</returns>
    /// <exception cref="CliException">The platform refuses or does not answer.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        var answer = await AskAsync(method, path, body, ct);
        return answer.IsSuccess ? answer.Json : throw answer.ToException();
    }

    /// <summary>Asks, whatever the answer.</summary>
    /// <exception cref="CliException">The platform does not answer.</exception>
    public async Task<PlatformAnswer> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            // As it stands: a key that no header can hold is the platform's to refuse.
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        try
        {
            using var response = await _http.SendAsync(request, ct);
            return new PlatformAnswer(
                (int)response.StatusCode,
                Parse(await response.Content.ReadAsStringAsync(ct)),
                response.Headers.RetryAfter?.Delta,
                response.Headers.Date
            );
        }
        catch (HttpRequestException error)
        {
            throw NoAnswer($"{error.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw NoAnswer("time-out");
        }
    }

    public void Dispose() => _http.Dispose();

    private CliException NoAnswer(string why) =>
        new(ExitCode.Unavailable, "no_answer", $"No answer from {server.GetLeftPart(UriPartial.Authority)} ({why}).");

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

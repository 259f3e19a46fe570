using System.Text.Json;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Juzi;

/// <summary>
/// Juzi's getUserInfo. It takes a code and nothing else: no secret says for whom, so that whoever holds a code, given to whatever site,
/// learns the same.
/// </summary>
public sealed class JuziApi(IOptions<JuziOptions> options, TimeProvider clock) : IDisposable
{
    private const int MaxAnswer = 64 * 1024;

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false, // the code stands in the url
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // DNS changes are seen
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <summary>Exchanges a code, once.</summary>
    /// <returns>Who it stands for, or why nobody is named.</returns>
    public async Task<(JuziUser? User, JuziRefusal Refusal)> GetUserInfoAsync(Secret code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var deadline = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var url = new Uri($"{options.Value.UserInfoUrl.AbsoluteUri}?{WecomRequest.Pair("code", code)}");
            using var response = await _http.GetAsync(url, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return (null, JuziRefusal.NoAnswer);
            }

            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: either.Token);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            return (null, JuziRefusal.NoAnswer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, JuziRefusal.NoAnswer);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static (JuziUser? User, JuziRefusal Refusal) Read(JsonElement body)
    {
        switch (body.Number("errcode"))
        {
            case 0:
                break;
            case -1:
                return (null, JuziRefusal.InvalidCode);
            case -2:
                return (null, JuziRefusal.ExpiredCode);
            case -4:
                return (null, JuziRefusal.UnknownCode);
            case null:
                return (null, JuziRefusal.NoAnswer);
            default:
                return (null, JuziRefusal.UnknownError);
        }

        var data = body.Part("data");
        return
            Id(data, "uid") is { } uid
            && Id(data, "orgId") is { } org
            && Id(data, "corpId") is { } corp
            && Id(data, "userId") is { } user
            && Id(data, "botId") is { } bot
            ? (new JuziUser(uid, org, Id(data, "email"), corp, user, bot), JuziRefusal.None)
            : (null, JuziRefusal.Incomplete);
    }

    private static string? Id(JsonElement data, string name) => data.Text(name) is { Length: > 0 and <= 512 } text ? text : null;
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace WecomPlatform.Wecom.Egress;

/// <summary>The ways out to WeCom: one HTTP client per proxy, one gate per way and API. Holds nothing of any tenant.</summary>
public sealed class EgressPool(IOptions<WecomOptions> options) : IAsyncDisposable
{
    private readonly WecomOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, Lazy<HttpClient>> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Egress, string Api), EgressGate> _gates = new();

    /// <summary>The way's name, for budgets and figures: the proxy's host and port, or the node's own name for going direct.</summary>
    public string Name(Uri? proxy) => (proxy ?? _options.EgressProxy) is { } via ? via.Authority : _options.EgressName;

    /// <summary>Waits for a place at one API.</summary>
    internal ValueTask<IDisposable> EnterAsync(Uri? proxy, string api, CancellationToken ct) =>
        _gates.GetOrAdd((Name(proxy), api), static (_, options) => new EgressGate(options), _options).EnterAsync(ct);

    /// <summary>The client of a way.</summary>
    internal HttpClient Client(Uri? proxy)
    {
        var via = proxy ?? _options.EgressProxy;
        return _clients
            .GetOrAdd(
                via?.Authority ?? string.Empty,
                static (_, args) => new Lazy<HttpClient>(() => Open(args.BaseUrl, args.Via)),
                (_options.BaseUrl, Via: via)
            )
            .Value;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Value.Dispose();
        }

        foreach (var gate in _gates.Values)
        {
            await gate.DisposeAsync();
        }
    }

    private static HttpClient Open(Uri baseUrl, Uri? via) =>
        new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                UseProxy = via is not null,
                Proxy = via is null ? null : new WebProxy(via),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // DNS changes are seen
                ConnectTimeout = TimeSpan.FromSeconds(5),
                ActivityHeadersPropagator = null, // nobody at WeCom reads our trace ids
            }
        )
        {
            BaseAddress = baseUrl.AbsoluteUri.EndsWith('/') ? baseUrl : new Uri(baseUrl.AbsoluteUri + '/'),
            Timeout = Timeout.InfiniteTimeSpan, // the caller's deadline counts, queueing included
            MaxResponseContentBufferSize = 256 * 1024,
        };
}

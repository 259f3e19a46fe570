using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>
/// Bounds this node's attempts with secrets by one egress, each from the look at its budgets until it is counted: a secret that worked
/// before counts only once it fails, so a thousand that are reset in one moment would otherwise all be tried before one is counted.
/// </summary>
public sealed class SecretAttempts(IOptions<WecomOptions> options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrencyLimiter> _byEgress = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn.</summary>
    /// <param name="egress">The name of the way that the attempt leaves by.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask<Turn> EnterAsync(string egress, CancellationToken ct) =>
        new(await _byEgress.GetOrAdd(egress, static (_, limit) => Limiter(limit), options.Value.MaxConcurrency).AcquireAsync(1, ct));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var limiter in _byEgress.Values)
        {
            await limiter.DisposeAsync();
        }
    }

    private static ConcurrencyLimiter Limiter(int limit) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = int.MaxValue });
}

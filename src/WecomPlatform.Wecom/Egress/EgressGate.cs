using System.Threading.RateLimiting;

namespace WecomPlatform.Wecom.Egress;

/// <summary>Bounds the requests in flight and the requests a minute of one API from one address.</summary>
internal sealed class EgressGate : IAsyncDisposable
{
    private readonly ConcurrencyLimiter _inFlight;
    private readonly TokenBucketRateLimiter _rate;

    public EgressGate(WecomOptions options)
    {
        _inFlight = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions { PermitLimit = options.MaxConcurrency, QueueLimit = int.MaxValue }
        );
        _rate = new TokenBucketRateLimiter(
            new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(options.MaxPerMinute / 10, 1),
                TokensPerPeriod = Math.Max(options.MaxPerMinute / 60, 1),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = int.MaxValue,
            }
        );
    }

    /// <summary>Waits for a place; the caller's deadline bounds the wait.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken ct)
    {
        var place = await _inFlight.AcquireAsync(1, ct);
        try
        {
            using var turn = await _rate.AcquireAsync(1, ct);
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _inFlight.DisposeAsync();
        await _rate.DisposeAsync();
    }
}

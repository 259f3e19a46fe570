using System.Threading.RateLimiting;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Keys;

/// <summary>Bounds how often one key may ask for one corp (or login suite) on this node: a token bucket of one second's rate, twice as deep.</summary>
internal sealed class KeyRates : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<(string Key, int Rate, string Of)> _buckets = PartitionedRateLimiter.Create(
        ((string Key, int Rate, string Of) asked) =>
            RateLimitPartition.GetTokenBucketLimiter(
                asked,
                static key => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = key.Rate * 2,
                    TokensPerPeriod = key.Rate,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }
            )
    );

    /// <summary>Takes one request from the bucket.</summary>
    /// <returns>Null when there was one left.</returns>
    public ApiProblem? Take(ApiKeyRecord key, string of)
    {
        if (key.Rate == 0)
        {
            return null;
        }

        using var lease = _buckets.AttemptAcquire((key.Id, key.Rate, of));
        if (lease.IsAcquired)
        {
            return null;
        }

        return Problem.RateLimited(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _buckets.DisposeAsync();
}

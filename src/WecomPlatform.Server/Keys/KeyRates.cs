using System.Collections.Concurrent;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Keys;

/// <summary>Bounds how often one key may ask for one corp (or login suite) on this node: a token bucket of one second's rate, twice as deep.</summary>
internal sealed class KeyRates(TimeProvider clock)
{
    private const int BucketsBetweenSweeps = 10_000;

    private readonly ConcurrentDictionary<(string Key, int Rate, string Of), TokenBucket> _buckets = new();
    private long _made;

    /// <summary>Takes one request from the bucket.</summary>
    /// <returns>Null when there was one left.</returns>
    public ApiProblem? Take(ApiKeyRecord key, string of)
    {
        if (key.Rate == 0)
        {
            return null;
        }

        var now = clock.GetTimestamp();
        if (!_buckets.TryGetValue((key.Id, key.Rate, of), out var bucket))
        {
            Sweep(now);
            bucket = _buckets.GetOrAdd((key.Id, key.Rate, of), static _ => new TokenBucket());
        }

        var wait = bucket.Take(now, clock.TimestampFrequency / key.Rate, key.Rate * 2L);
        return wait == 0 ? null : Problem.RateLimited(TimeSpan.FromSeconds((double)wait / clock.TimestampFrequency));
    }

    // A full bucket that goes, even while somebody takes from it, gives that one a token too many, no more.
    private void Sweep(long now)
    {
        if (Interlocked.Increment(ref _made) % BucketsBetweenSweeps != 0)
        {
            return;
        }

        foreach (var bucket in _buckets)
        {
            if (bucket.Value.IsFull(now))
            {
                _buckets.TryRemove(bucket);
            }
        }
    }
}

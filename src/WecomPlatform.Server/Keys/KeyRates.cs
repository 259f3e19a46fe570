using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Keys;

/// <summary>Bounds how often one key may ask for one corp (or login suite) on this node: a token bucket of one second's rate, twice as deep.</summary>
internal sealed class KeyRates(TimeProvider clock)
{
    private const int BucketsBetweenSweeps = 10_000;

    private readonly ConcurrentDictionary<Place, TokenBucket> _buckets = new();
    private long _made;

    /// <summary>Takes one request from the bucket.</summary>
    /// <param name="key">The caller's key.</param>
    /// <param name="of">The corp or login suite.</param>
    /// <param name="now">Now, in ticks of the monotonic clock.</param>
    /// <returns>Null when there was one left.</returns>
    public ApiProblem? Take(ApiKeyRecord key, string of, long now)
    {
        if (key.Rate == 0)
        {
            return null;
        }

        var place = new Place(key, of);
        if (!_buckets.TryGetValue(place, out var bucket))
        {
            Sweep(now);
            bucket = _buckets.GetOrAdd(place, static _ => new TokenBucket());
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

    // By the key as this node has loaded it: one that was changed since begins with a full bucket.
    private readonly struct Place(ApiKeyRecord key, string of) : IEquatable<Place>
    {
        private readonly ApiKeyRecord _key = key;
        private readonly string _of = of;

        public bool Equals(Place other) => ReferenceEquals(_key, other._key) && _of == other._of;

        public override bool Equals(object? obj) => obj is Place other && Equals(other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(_key) ^ _of.GetHashCode(StringComparison.Ordinal);
    }
}

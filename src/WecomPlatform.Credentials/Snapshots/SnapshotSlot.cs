using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Snapshots;

/// <summary>The place of one credential in the node's cache. Reading it costs a volatile read.</summary>
internal sealed class SnapshotSlot
{
    // A millisecond where the clock ticks in nanoseconds, a tenth of a second where it ticks ten million times a second.
    private const int RoughBits = 20;

    private Snapshot? _current;
    private long _withdrawnUpTo;
    private long _lastUsed;

    public Snapshot? Current => Volatile.Read(ref _current);

    /// <summary>When it was last read, roughly, in monotonic ticks; 0 when it never was.</summary>
    public long LastUsed => Volatile.Read(ref _lastUsed);

    public void MarkUsed(in Instant now)
    {
        // Not for every page: what one processor writes all others have to fetch again.
        if (now.Monotonic >> RoughBits != LastUsed >> RoughBits)
        {
            Volatile.Write(ref _lastUsed, now.Monotonic);
        }
    }

    /// <summary>Takes a snapshot in unless a newer one is there.</summary>
    /// <returns>Whether it is news, as opposed to the same value in the same standing, read once more.</returns>
    public bool Offer(Snapshot snapshot)
    {
        lock (this) // nobody else sees it, and a lock of its own would cost as much again
        {
            if (snapshot.Generation.Value <= _withdrawnUpTo || snapshot.Generation < (_current?.Generation ?? default))
            {
                return false;
            }

            var isNews = !snapshot.IsSameAs(_current);
            Volatile.Write(ref _current, snapshot);
            return isNews;
        }
    }

    public void Withdraw(Generation upTo)
    {
        lock (this) // nobody else sees it, and a lock of its own would cost as much again
        {
            _withdrawnUpTo = Math.Max(_withdrawnUpTo, upTo.Value);
            if (_current is { } current && current.Generation <= upTo)
            {
                Volatile.Write(ref _current, null);
            }
        }
    }
}

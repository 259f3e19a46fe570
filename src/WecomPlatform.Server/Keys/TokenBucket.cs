namespace WecomPlatform.Server.Keys;

/// <summary>
/// A token bucket in one number: the moment at which it will be full again. Taking a token moves that moment on; a token is there
/// as long as it lies no further ahead than a whole bucket takes to fill.
/// </summary>
internal sealed class TokenBucket
{
    private long _fullAt;

    /// <summary>Whether nothing was taken lately: such a bucket is as good as a new one.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;

    /// <summary>Takes a token.</summary>
    /// <param name="now">Now, in ticks of a monotonic clock.</param>
    /// <param name="interval">The ticks between two tokens.</param>
    /// <param name="depth">How many tokens a full bucket holds.</param>
    /// <returns>0, or how many ticks to wait for the next token.</returns>
    public long Take(long now, long interval, long depth)
    {
        while (true)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            var next = Math.Max(fullAt, now) + interval;
            var wait = next - now - (depth * interval);
            if (wait > 0)
            {
                return wait;
            }

            if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
            {
                return 0;
            }
        }
    }
}

namespace WecomPlatform.Server.Signing;

/// <summary>What signing counts on this node.</summary>
internal sealed class SignCounters
{
    private long _waits;

    /// <summary>How many requests had to wait for a ticket.</summary>
    public long Waits => Volatile.Read(ref _waits);

    /// <summary>A request waits: for the database, or for WeCom.</summary>
    public void CountWait() => Interlocked.Increment(ref _waits);
}

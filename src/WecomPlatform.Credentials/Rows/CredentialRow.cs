using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Rows;

/// <summary>A credential's row as the database read it. All times are spans by the database's clock, counted from <see cref="ReadAt"/>.</summary>
/// <param name="Key">Which credential.</param>
public sealed record CredentialRow(CredentialKey Key)
{
    /// <summary>
    /// A moment of this node just before the row was read. What comes after it, be it an answer's long way or a node that stands still
    /// before it takes the row in, is time of the value's life.
    /// </summary>
    public Instant ReadAt { get; init; }

    /// <summary>The number of the value; grows even when a value was withdrawn.</summary>
    public Generation Generation { get; init; }

    /// <summary>Changes whenever a lease is taken, used or given back, so that it says whether another attempt came and went.</summary>
    public long Fence { get; init; }

    /// <summary>The value; null when there is none.</summary>
    public Secret? Value { get; init; }

    /// <summary>Since when the value is held.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The life left; negative when it has ended.</summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>The whole life that WeCom gave the value.</summary>
    public TimeSpan Lifetime { get; init; }

    /// <summary>How much later than <see cref="Remaining"/> says the life may really end: the fetch's round trip.</summary>
    public TimeSpan Slack { get; init; }

    /// <summary>How many early attempts found the same value.</summary>
    public int Confirmations { get; init; }

    /// <summary>The last attempt's failure, with the wait that is left; null when it succeeded.</summary>
    public Unavailable? Failure { get; init; }

    /// <summary>How many attempts failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>How long somebody's lease still holds; zero when nobody has one.</summary>
    public TimeSpan Lease { get; init; }

    /// <summary>When the value's life ends.</summary>
    public Deadline Ends(TimeProvider clock) => Deadline.After(ReadAt, Remaining, clock);
}

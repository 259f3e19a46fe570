using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Snapshots;

/// <summary>What readers hold: one value of a credential, its number and the moments that matter to them. Immutable.</summary>
public sealed class Snapshot
{
    /// <summary>Which credential.</summary>
    public required CredentialKey Key { get; init; }

    /// <summary>The value's number.</summary>
    public required Generation Generation { get; init; }

    /// <summary>The value.</summary>
    public required Secret Value { get; init; }

    /// <summary>When the value was first fetched, in monotonic ticks of this node's clock: its age must not jump with the wall clock.</summary>
    public required long FetchedAt { get; init; }

    /// <summary>The whole life that WeCom gave the value.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>How many early attempts found WeCom returning this same value.</summary>
    public required int Confirmations { get; init; }

    /// <summary>From here on the owner refreshes in the background (advisory window, jittered).</summary>
    public required Deadline Due { get; init; }

    /// <summary>From here on callers wait for one refresh (mandatory window).</summary>
    public required Deadline Waits { get; init; }

    /// <summary>From here on the value is dead and must not be used.</summary>
    public required Deadline Expires { get; init; }

    /// <summary>Whether the other says the same of the same value, though it may have been read at another time.</summary>
    internal bool IsSameAs(Snapshot? other) => other is not null && Generation == other.Generation && Confirmations == other.Confirmations;
}

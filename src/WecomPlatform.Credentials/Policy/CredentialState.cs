using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Policy;

/// <summary>What is known of a credential at one place: the last value and the last failure.</summary>
/// <param name="Snapshot">The value, dead or alive; null when there was none.</param>
/// <param name="Failure">The last attempt's failure; null when it succeeded.</param>
/// <param name="RetryAt">When the next attempt may be made after <paramref name="Failure"/>.</param>
public sealed record CredentialState(Snapshot? Snapshot, Unavailable? Failure, Deadline RetryAt)
{
    /// <summary>Nothing is known yet.</summary>
    public static CredentialState Unknown { get; } = new(null, null, Deadline.Passed);
}

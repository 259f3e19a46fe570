using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Owners;

/// <summary>A snapshot, or why there is none.</summary>
public readonly struct CredentialResult
{
    private CredentialResult(Snapshot? snapshot, Unavailable? why)
    {
        Snapshot = snapshot;
        Why = why;
    }

    /// <summary>The value; null when it cannot be had.</summary>
    public Snapshot? Snapshot { get; }

    /// <summary>Why there is no value; null when there is one.</summary>
    public Unavailable? Why { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Snapshot))]
    [MemberNotNullWhen(false, nameof(Why))]
    public bool IsAvailable => Snapshot is not null;

    /// <summary>A value.</summary>
    public static CredentialResult Of(Snapshot snapshot) => new(snapshot, null);

    /// <summary>No value.</summary>
    public static CredentialResult None(Unavailable why) => new(null, why);
}

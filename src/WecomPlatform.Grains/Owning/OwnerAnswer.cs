using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Grains.Owning;

/// <summary>An owner's answer: which value may be used, or why there is none. Never the value. Ids may be added, not changed.</summary>
[GenerateSerializer]
[Immutable]
[Alias("wecom.OwnerAnswer")]
public sealed record OwnerAnswer
{
    /// <summary>The generation of the value that may be used; 0 when there is none.</summary>
    [Id(0)]
    public long Generation { get; init; }

    /// <summary>How many early attempts found that value again.</summary>
    [Id(1)]
    public int Confirmations { get; init; }

    /// <summary>Why there is none, as <see cref="UnavailableReason" /> numbers it.</summary>
    [Id(2)]
    public int Reason { get; init; }

    /// <summary>How long to wait before asking again.</summary>
    [Id(3)]
    public TimeSpan RetryIn { get; init; }

    /// <summary>WeCom's errcode, when it gave one.</summary>
    [Id(4)]
    public int? UpstreamCode { get; init; }

    /// <summary>What helps the operator.</summary>
    [Id(5)]
    public string? Detail { get; init; }

    /// <summary>What may be told of a result.</summary>
    public static OwnerAnswer Of(CredentialResult result) =>
        result.IsAvailable
            ? new OwnerAnswer { Generation = result.Snapshot.Generation.Value, Confirmations = result.Snapshot.Confirmations }
            : new OwnerAnswer
            {
                Reason = (int)result.Why.Reason,
                RetryIn = result.Why.RetryIn,
                UpstreamCode = result.Why.UpstreamCode,
                Detail = result.Why.Detail,
            };

    /// <summary>Why there is no value; null when there is one.</summary>
    public Unavailable? Refusal() => Generation > 0 ? null : new Unavailable((UnavailableReason)Reason, RetryIn, UpstreamCode, Detail);

    /// <summary>Whether the snapshot is the value that was answered, in the same standing, or a later one.</summary>
    public bool IsKnownAs(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Generation.Value > Generation
            || (snapshot.Generation.Value == Generation && snapshot.Confirmations >= Confirmations);
    }
}

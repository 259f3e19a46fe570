using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Credentials.Rows;

/// <summary>The right to make one attempt for a credential: its lease was taken, its budgets were reserved, both are committed.</summary>
/// <param name="Key">Which credential.</param>
/// <param name="Fence">The lease's number; a later lease has a higher one and shuts this one out.</param>
/// <param name="Budgets">The budgets that were looked at.</param>
/// <param name="Attempts">The ledger's entries that count the attempt; given back when WeCom never saw it.</param>
/// <param name="Refundable">The ledger's entries that are given back unless the secret is rejected.</param>
/// <param name="TakenAt">When the holder learned that it has the lease, in monotonic ticks of its clock.</param>
/// <param name="TakenWithin">How long before that the lease may have begun: the database's round trip.</param>
public sealed record FetchPermit(
    CredentialKey Key,
    long Fence,
    IReadOnlyList<Budget> Budgets,
    IReadOnlyList<long> Attempts,
    IReadOnlyList<long> Refundable,
    long TakenAt,
    TimeSpan TakenWithin
);

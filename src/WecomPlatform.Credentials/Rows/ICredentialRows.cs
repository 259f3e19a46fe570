using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Rows;

/// <summary>
/// The credentials' rows: lease, fence, generation, failure, budgets and sealed values. One row is one credential for the whole
/// cluster, and its fence is what makes every engine safe. Methods throw when the database does not answer.
/// </summary>
public interface ICredentialRows
{
    /// <summary>Reads a row; one that was never written reads as an empty one.</summary>
    ValueTask<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct);

    /// <summary>Reads many rows, in no particular order; those never written read as empty ones.</summary>
    ValueTask<IReadOnlyList<CredentialRow>> ReadManyAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct);

    /// <summary>Takes the lease and reserves the budgets, in one transaction that is committed on return.</summary>
    /// <param name="seen">The row as the caller read it; when anything was done to it since, it has moved on.</param>
    /// <param name="cause">Why.</param>
    /// <param name="budgets">What the attempt counts against.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    ValueTask<TakeResult> TryTakeAsync(CredentialRow seen, RefreshCause cause, IReadOnlyList<Budget> budgets, CancellationToken ct);

    /// <summary>Writes a fetched value under the fence and gives the lease back. The same value keeps its generation.</summary>
    /// <param name="permit">The right to write.</param>
    /// <param name="value">What was fetched.</param>
    /// <param name="sameAsBefore">Whether it is the value that the row holds.</param>
    /// <param name="known">The highest generation that the writer knows of; the new one is higher, whatever the row lost in a failover.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    /// <returns>The row as written; null when the permit was fenced out and nothing was written.</returns>
    ValueTask<CredentialRow?> TryWriteAsync(
        FetchPermit permit,
        FetchedValue value,
        bool sameAsBefore,
        Generation known,
        CancellationToken ct
    );

    /// <summary>Gives the lease back without a value and remembers the failure, if there was one, under the fence.</summary>
    /// <returns>False when the permit was fenced out and nothing was remembered.</returns>
    ValueTask<bool> TryReleaseAsync(FetchPermit permit, Unavailable? failure, CancellationToken ct);

    /// <summary>Takes in a value that arrived without a lease (checked or pushed); fences out an attempt in flight.</summary>
    /// <returns>The row as written; null when what is there was issued later, and nothing was written.</returns>
    ValueTask<CredentialRow?> PushAsync(CredentialKey key, FetchedValue value, Generation known, CancellationToken ct);

    /// <summary>Drops a remembered failure if it was for this reason, which has passed. An attempt in flight goes on.</summary>
    ValueTask RetryAsync(CredentialKey key, UnavailableReason reason, CancellationToken ct);

    /// <summary>Drops remembered failures and fences out an attempt in flight, which may still use what was changed.</summary>
    ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct);
}

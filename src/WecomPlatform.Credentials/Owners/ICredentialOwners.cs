using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Owners;

/// <summary>The one port to credentials: whoever needs a value asks its owner, and only the owner asks WeCom.</summary>
public interface ICredentialOwners
{
    /// <summary>Gets a value that may be used, fetching it when there is none; callers at the same time share one fetch.</summary>
    /// <param name="key">Which credential.</param>
    /// <param name="dead">The generation that the caller saw fail; not answered. <see cref="Generation.None"/> when there is no complaint. A report about an old one, or about one that never was, changes nothing.</param>
    /// <param name="ct">Ends the caller's wait, never the shared fetch.</param>
    ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct);

    /// <summary>Hands in a value that arrived without being asked for. It is durable on return.</summary>
    /// <returns>The value as it is held; null when a value that was issued later is there already.</returns>
    ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct);

    /// <summary>Drops remembered failures: the secret was changed, or the authorization is back.</summary>
    ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct);
}

using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Credentials.Snapshots;

/// <summary>Where owners put what they learned, for readers to find. Never goes backwards.</summary>
public interface ISnapshotSink
{
    /// <summary>Takes a snapshot unless a newer one is there.</summary>
    void Offer(Snapshot snapshot);

    /// <summary>Drops the value numbered <paramref name="upTo"/> and all before it: the credential was deleted or revoked.</summary>
    void Withdraw(CredentialKey key, Generation upTo);
}

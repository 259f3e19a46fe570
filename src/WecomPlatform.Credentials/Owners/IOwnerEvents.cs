using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Owners;

/// <summary>What owners tell whoever logs and counts.</summary>
public interface IOwnerEvents
{
    /// <summary>A value was fetched and written.</summary>
    /// <param name="snapshot">The value with its number.</param>
    /// <param name="cause">Why it was fetched.</param>
    /// <param name="isSame">Whether WeCom returned the value that was there before.</param>
    /// <param name="took">How long the attempt took.</param>
    void Fetched(Snapshot snapshot, RefreshCause cause, bool isSame, TimeSpan took);

    /// <summary>An attempt failed, or was not allowed.</summary>
    void Failed(CredentialKey key, RefreshCause cause, Unavailable why);

    /// <summary>An attempt's lease had been taken over before its outcome could be written; the outcome was dropped.</summary>
    void FencedOut(CredentialKey key);

    /// <summary>The database did not answer.</summary>
    void StoreFailed(CredentialKey key, Exception error);
}

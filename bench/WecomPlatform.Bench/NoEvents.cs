using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Bench;

/// <summary>Nobody is told.</summary>
internal sealed class NoEvents : IOwnerEvents
{
    public void Fetched(Snapshot snapshot, RefreshCause cause, bool isSame, TimeSpan took) { }

    public void Failed(CredentialKey key, RefreshCause cause, Unavailable why) { }

    public void FencedOut(CredentialKey key) { }

    public void StoreFailed(CredentialKey key, Exception error) { }
}

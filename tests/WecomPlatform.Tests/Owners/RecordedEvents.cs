using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Tests.Owners;

/// <summary>What owners told.</summary>
public sealed class RecordedEvents : IOwnerEvents
{
    public ConcurrentQueue<(CredentialKey Key, RefreshCause Cause, bool IsSame)> Fetches { get; } = new();

    public ConcurrentQueue<Unavailable> Failures { get; } = new();

    public ConcurrentQueue<CredentialKey> FencedOuts { get; } = new();

    public ConcurrentQueue<Exception> StoreFailures { get; } = new();

    public void Fetched(Snapshot snapshot, RefreshCause cause, bool isSame, TimeSpan took) =>
        Fetches.Enqueue((snapshot.Key, cause, isSame));

    public void Failed(CredentialKey key, RefreshCause cause, Unavailable why) => Failures.Enqueue(why);

    public void FencedOut(CredentialKey key) => FencedOuts.Enqueue(key);

    public void StoreFailed(CredentialKey key, Exception error) => StoreFailures.Enqueue(error);
}

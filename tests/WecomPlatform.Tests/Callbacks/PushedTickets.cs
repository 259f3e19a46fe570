using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Tests.Callbacks;

/// <summary>Owners that only remember what was pushed.</summary>
internal sealed class PushedTickets : ICredentialOwners
{
    public ConcurrentQueue<(CredentialKey Key, FetchedValue Value)> Pushed { get; } = new();

    public ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct)
    {
        Pushed.Enqueue((key, value));
        return ValueTask.FromResult<Snapshot?>(null);
    }

    public ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct) =>
        throw new NotSupportedException();

    public ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) => throw new NotSupportedException();
}

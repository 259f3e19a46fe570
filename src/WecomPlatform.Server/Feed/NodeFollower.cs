using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Feed;

/// <summary>Follows the change feed for this node.</summary>
internal sealed class NodeFollower(RegistryCache registry, CallbackHandles callbacks, CredentialFollower credentials) : IChangeHandler
{
    public async Task OnChangedAsync(IReadOnlyCollection<Change> changes, CancellationToken ct)
    {
        // Who may sign comes first: a deleted key must not wait behind a thousand refreshed tickets.
        foreach (var change in changes.Where(change => change.Topic != "credential"))
        {
            await registry.OnChangedAsync(change, ct);
            await callbacks.OnChangedAsync(change, ct);
        }

        await credentials.FollowAsync(changes.Where(change => change.Topic == "credential").SelectMany(Key), ct);
    }

    public async Task OnResyncAsync(CancellationToken ct)
    {
        await registry.OnResyncAsync(ct);
        await callbacks.OnResyncAsync(ct);
        await credentials.ResyncAsync(ct);
    }

    private static IEnumerable<CredentialKey> Key(Change change) => CredentialKey.TryParse(change.Key, out var key) ? [key] : [];
}

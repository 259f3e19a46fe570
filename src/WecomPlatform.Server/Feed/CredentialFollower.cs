using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Server.Feed;

/// <summary>Brings this node's copies of credentials up to date with what other nodes wrote.</summary>
internal sealed class CredentialFollower(
    SnapshotCache snapshots,
    LocalCredentialOwners owners,
    ICredentialRows rows,
    CredentialPolicy policy,
    TimeProvider clock
)
{
    private const int BatchSize = 500;

    /// <summary>Reads those of the credentials again that this node holds.</summary>
    public async Task FollowAsync(IEnumerable<CredentialKey> changed, CancellationToken ct)
    {
        foreach (var batch in changed.Where(Holds).Chunk(BatchSize))
        {
            foreach (var row in await rows.ReadManyAsync(batch, ct))
            {
                Adopt(row);
            }
        }
    }

    /// <summary>Reads all that this node holds again.</summary>
    public Task ResyncAsync(CancellationToken ct) => FollowAsync(snapshots.Keys.Union(owners.Keys), ct);

    private bool Holds(CredentialKey key) => snapshots.Holds(key) || owners.Owns(key);

    private void Adopt(CredentialRow row)
    {
        if (owners.Owns(row.Key))
        {
            owners.Adopt(row);
        }
        else if (policy.Adopt(row, clock).Snapshot is { } snapshot)
        {
            snapshots.Offer(snapshot);
        }
        else
        {
            snapshots.Withdraw(row.Key, row.Generation);
        }
    }
}

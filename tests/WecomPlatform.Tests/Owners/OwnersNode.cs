using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Tests.Owners;

/// <summary>One node of a cluster, as far as credentials go.</summary>
/// <param name="Owners">Its port to the credentials' owners.</param>
/// <param name="Cache">Its own copies.</param>
/// <param name="Events">What its owners told.</param>
/// <param name="Adopt">Tells it of a row that another node changed, as the change feed does.</param>
/// <param name="StopAsync">Stops it in good order.</param>
public sealed record OwnersNode(
    ICredentialOwners Owners,
    SnapshotCache Cache,
    RecordedEvents Events,
    Action<CredentialRow> Adopt,
    Func<Task> StopAsync
)
{
    public async Task<CredentialResult> GetAsync(CredentialKey key, Generation dead = default, CancellationToken ct = default) =>
        await Owners.GetAsync(key, dead, ct).AsTask().WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

    /// <summary>Gets a value; fails the test when there is none.</summary>
    public async Task<Snapshot> ValueAsync(CredentialKey key, Generation dead = default)
    {
        var result = await GetAsync(key, dead);
        result.IsAvailable.ShouldBeTrue(result.Why?.ToString());
        return result.Snapshot!;
    }

    /// <summary>Asks for a value; fails the test when there is one.</summary>
    public async Task<Unavailable> RefusalAsync(CredentialKey key, Generation dead = default)
    {
        var result = await GetAsync(key, dead);
        result.IsAvailable.ShouldBeFalse();
        return result.Why!;
    }
}

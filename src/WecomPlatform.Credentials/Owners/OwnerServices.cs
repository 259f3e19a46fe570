using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Credentials.Owners;

/// <summary>What every owner of a node shares.</summary>
internal sealed record OwnerServices(
    CredentialPolicy Policy,
    ICredentialRows Rows,
    RowReader Reader,
    ICredentialSource Source,
    ISnapshotSink Sink,
    IOwnerEvents Events,
    ParentTrust Trust,
    TimeProvider Clock,
    ICredentialOwners Owners,
    CancellationToken Stopping
)
{
    /// <summary>Makes a call to WeCom; null when it did not answer in time.</summary>
    public async Task<T?> InTimeAsync<T>(Func<CancellationToken, Task<T?>> call)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Policy.Options.FetchTimeout, Clock);
        try
        {
            return await call(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}

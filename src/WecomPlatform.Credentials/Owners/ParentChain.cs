using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Credentials.Owners;

/// <summary>A credential's parent during one refresh: had first, blamed when WeCom refuses it, and renewed at most once.</summary>
internal sealed class ParentChain(CredentialKey child, OwnerServices services)
{
    private static readonly TimeSpan PushRetry = TimeSpan.FromMinutes(1);

    private bool _wasRenewed;

    /// <summary>The parent's value; null when the credential has no parent.</summary>
    public async ValueTask<CredentialResult?> GetAsync() =>
        child.Parent is { } parent ? await services.Owners.GetAsync(parent, Generation.None, services.Stopping) : null;

    /// <summary>Settles whose fault a refusal is, and has a dead parent renewed.</summary>
    /// <param name="parent">The value that was refused.</param>
    /// <param name="fetch">The attempt it was refused in.</param>
    /// <param name="refused">The refusal.</param>
    public async Task<ParentVerdict> BlameAsync(Snapshot parent, PlannedFetch fetch, FetchResult refused)
    {
        if (_wasRenewed || (refused.Blame == ParentBlame.Likely && !services.Trust.Condemns(parent, child)))
        {
            return ParentVerdict.ChildsFault(refused.Why!);
        }

        if (
            refused.Blame == ParentBlame.Doubtful
            && await services.InTimeAsync(async ct => await fetch.ClearParentAsync(parent, ct)) is { } childsFault
        )
        {
            return ParentVerdict.ChildsFault(childsFault);
        }

        var renewed = await services.Owners.GetAsync(parent.Key, parent.Generation, services.Stopping);
        if (parent.Key.IsPushed)
        {
            // What is pushed cannot be fetched: either a newer one came meanwhile, or the next is waited for, by all nodes together.
            return renewed.IsAvailable ? ParentVerdict.Renewed : ParentVerdict.ChildsFault(renewed.Why with { RetryIn = PushRetry });
        }

        _wasRenewed = true;
        return renewed.IsAvailable ? ParentVerdict.Renewed : ParentVerdict.ParentsFault(renewed.Why);
    }
}

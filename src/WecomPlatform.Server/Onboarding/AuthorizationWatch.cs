using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Listens to owners for refusals that speak of an authorization: 40084 and 48004, and 40001 of a customised app.</summary>
internal sealed class AuthorizationWatch(IOwnerEvents next, SuspensionQueue queue) : IOwnerEvents
{
    public void Failed(CredentialKey key, RefreshCause cause, Unavailable why)
    {
        next.Failed(key, cause, why);
        if (
            key.App.Suite is { } suite
            && key.Corp != default(CorpId)
            && (
                why.Reason == UnavailableReason.AuthorizationCancelled
                // Of the token itself: its tickets only say after it what was said of it.
                || (why.Reason == UnavailableReason.SecretRejected && suite.IsTemplate && key.Kind == CredentialKind.AccessToken)
            )
        )
        {
            queue.Add(key.Tenant, suite, key.Corp);
        }
    }

    public void Fetched(Snapshot snapshot, RefreshCause cause, bool isSame, TimeSpan took) => next.Fetched(snapshot, cause, isSame, took);

    public void FencedOut(CredentialKey key) => next.FencedOut(key);

    public void StoreFailed(CredentialKey key, Exception error) => next.StoreFailed(key, error);
}

using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>What WeCom's answer to an attempt means.</summary>
internal static class FetchResults
{
    public static FetchResult ToResult(this WecomAnswer<FetchedValue> answer, CredentialKey key)
    {
        if (answer.IsSuccess)
        {
            return FetchResult.Of(answer.Value);
        }

        var blame = key.Parent is null ? ParentBlame.None : Blame(answer.Error);
        return blame == ParentBlame.None
            ? FetchResult.None(
                Unavailability.Of(answer.Error, isTicket: key.Kind is CredentialKind.CorpTicket or CredentialKind.AgentTicket)
            )
            : FetchResult.ParentDead(answer.Error.Code!.Value, blame);
    }

    private static ParentBlame Blame(WecomError error) =>
        error.Code switch
        {
            WecomErrorCode.InvalidSuiteToken => ParentBlame.Doubtful,
            WecomErrorCode.SuiteTokenExpired or WecomErrorCode.InvalidSuiteTicket => ParentBlame.Certain,
            _ => error.Reaction == WecomReaction.RefreshToken ? ParentBlame.Likely : ParentBlame.None,
        };
}

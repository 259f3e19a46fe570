using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>What may come by which handle.</summary>
internal static class CallbackPolicy
{
    /// <summary>Whether an event has the fields that its kind needs, and comes by a handle that takes it; null when it does.</summary>
    public static ApiProblem? Check(CallbackBinding binding, CallbackEvent callback)
    {
        if (callback.InfoType is not { } infoType)
        {
            return null;
        }

        if (callback.SuiteId is { } text && !SuiteId.TryParse(text, out _))
        {
            return CallbackProblem.FieldInvalid("SuiteId");
        }

        if (binding.IsBound && callback.SuiteId != binding.Suite?.Value)
        {
            return CallbackProblem.SuiteWrong();
        }

        var missing = InfoTypes.RequiredFields(infoType).FirstOrDefault(field => callback[field] is null);
        if (missing is not null)
        {
            return CallbackProblem.FieldMissing(missing);
        }

        return InfoTypes.IsCommand(infoType) && callback.AuthCorpId is { } corp && !CorpId.TryParse(corp, out _)
            ? CallbackProblem.FieldInvalid("AuthCorpId")
            : null;
    }

    /// <summary>Whether a URL's verification was encrypted for whom it should be (wecom-api.md §7.4), as far as that is known.</summary>
    public static bool IsForUs(CallbackHandleRecord handle, string receiveId) =>
        IsProvider(handle, receiveId)
        || (handle.Binding.Suite is { } suite && receiveId == suite.Value)
        || (handle.Binding.Corp is { } corp && receiveId == corp.Value);

    /// <summary>Whether an event was encrypted for whom it should be: its suite (or nobody, for an individual's), its provider, its corp.</summary>
    public static bool IsForUs(CallbackHandleRecord handle, CallbackEvent callback, string receiveId) =>
        callback switch
        {
            { InfoType: null } => receiveId == callback["ToUserName"],
            { SuiteId: { } suite } => receiveId.Length == 0 || receiveId == suite,
            _ => IsProvider(handle, receiveId),
        };

    private static bool IsProvider(CallbackHandleRecord handle, string receiveId) =>
        handle.Binding.Corp is null && (handle.ProviderCorp is not { } provider || receiveId == provider.Value);
}

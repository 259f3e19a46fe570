using WecomPlatform.Postgres.Callbacks;

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary>A callback handle as the admin API shows it; its keys only when it was just issued or given others.</summary>
internal sealed record CallbackHandleView(
    string Handle,
    string CallbackUrl,
    string DataCallbackUrl,
    string? SuiteId,
    string? CorpId,
    int? AgentId,
    bool Provider,
    DateTimeOffset CreatedAt,
    string? Token,
    string? EncodingAesKey
)
{
    public static CallbackHandleView Of(CallbackHandleRecord handle, CallbackUrls urls, bool withKeys = false) =>
        new(
            handle.Handle,
            urls.CallbackUrl,
            urls.DataCallbackUrl,
            handle.Binding.Suite?.Value,
            handle.Binding.Corp?.Value,
            handle.Binding.Agent?.Value,
            handle.Binding.IsProvider,
            handle.CreatedAt,
            withKeys ? handle.Token.Reveal() : null,
            withKeys ? handle.EncodingAesKey.Reveal() : null
        );
}

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary>What is said of a callback handle: what it is for (a suite, an app, the provider, or nothing yet), and its keys, made up when none are given.</summary>
internal sealed class CallbackHandleBody
{
    public string? SuiteId { get; init; }
    public string? CorpId { get; init; }
    public long? AgentId { get; init; }
    public bool? Provider { get; init; }
    public string? Token { get; init; }
    public string? EncodingAesKey { get; init; }
}

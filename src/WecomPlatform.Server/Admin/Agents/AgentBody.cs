namespace WecomPlatform.Server.Admin.Agents;

/// <summary>What is said of an app. Without a secret the one that is stored stays.</summary>
internal sealed class AgentBody
{
    public long? AgentId { get; init; }
    public string? Secret { get; init; }
    public string? Kind { get; init; }
    public string? SuiteId { get; init; }
    public string?[]? TrustedDomains { get; init; }
    public string? EgressProxy { get; init; }
    public bool? StrictUrls { get; init; }
    public string? CallbackHandle { get; init; }
    public string? CallbackToken { get; init; }
    public string? EncodingAesKey { get; init; }
}

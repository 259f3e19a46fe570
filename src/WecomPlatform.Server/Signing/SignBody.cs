namespace WecomPlatform.Server.Signing;

/// <summary>The body of <c>POST /v1/signatures</c>.</summary>
internal sealed class SignBody
{
    public string? CorpId { get; init; }
    public long? AgentId { get; init; }
    public string? SuiteId { get; init; }
    public string? Url { get; init; }
    public string?[]? Identities { get; init; }
}

namespace WecomPlatform.Server.Tokens;

/// <summary>The body of <c>POST /v1/tokens/{kind}:reject</c>.</summary>
internal sealed class RejectBody
{
    public string? CorpId { get; init; }
    public long? AgentId { get; init; }
    public string? SuiteId { get; init; }
    public long? Version { get; init; }
}

namespace WecomPlatform.Server.Tokens;

/// <summary>A request for a token as it came over the wire, not checked yet.</summary>
internal sealed record TokenForm
{
    public TokenKind Kind { get; init; }
    public string? CorpId { get; init; }
    public long? AgentId { get; init; }
    public string? SuiteId { get; init; }

    /// <summary>The version that the caller saw WeCom refuse; null when there is no complaint.</summary>
    public long? Version { get; init; }
}

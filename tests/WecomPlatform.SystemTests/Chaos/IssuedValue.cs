namespace WecomPlatform.SystemTests.Chaos;

/// <summary>A value that the simulator issued, from its history.</summary>
public sealed record IssuedValue(
    string Kind,
    string CorpId,
    int AgentId,
    string Value,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt = null
)
{
    /// <summary>The kind as the platform names it.</summary>
    public string KindName =>
        Kind switch
        {
            "accessToken" => "access_token",
            "corpTicket" => "corp_ticket",
            _ => "agent_ticket",
        };
}

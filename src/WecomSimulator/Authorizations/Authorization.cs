namespace WecomSimulator.Authorizations;

/// <summary>A corp's installation of a suite. A cancelled one is kept: its agentid is never given again.</summary>
internal sealed record Authorization
{
    public required string SuiteId { get; init; }

    public required string CorpId { get; init; }

    public required long AgentId { get; init; }

    /// <summary>What the install link or QR said; goes back to the provider (wecom-api.md §5.5).</summary>
    public string? State { get; set; }

    /// <summary>Null until its first auth_code was exchanged.</summary>
    public string? PermanentCode { get; set; }

    /// <summary>The code before a reset. It lives until the new one was used: when it dies is not documented (§5.12).</summary>
    public string? OldPermanentCode { get; set; }

    /// <summary>The auth_code whose exchange changes the permanent code; null when no reset is under way.</summary>
    public string? ResetCode { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public bool Has(string permanentCode) => permanentCode == PermanentCode || permanentCode == OldPermanentCode;

    /// <summary>The first use of a new code ends the old one.</summary>
    public void Use(string permanentCode)
    {
        if (permanentCode == PermanentCode)
        {
            OldPermanentCode = null;
        }
    }
}

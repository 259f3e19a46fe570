namespace WecomPlatform.Postgres.Onboarding;

/// <summary>An exchange as the driver reads it.</summary>
internal class ExchangeRow
{
    public const string Columns = """
        tenant_id as TenantId, suite_id as SuiteId, encode(code_hash, 'hex') as CodeHash, purpose, state, install_state as InstallState,
        event_at as EventAt, corp_id as CorpId, agent_id as AgentId, error, is_told as IsTold, created_at as CreatedAt
        """;

    public required string TenantId { get; init; }
    public required string SuiteId { get; init; }
    public required string CodeHash { get; init; }
    public required string Purpose { get; init; }
    public required string State { get; init; }
    public string? InstallState { get; init; }
    public DateTime EventAt { get; init; }
    public string? CorpId { get; init; }
    public int? AgentId { get; init; }
    public string? Error { get; init; }
    public bool IsTold { get; init; }
    public DateTime CreatedAt { get; init; }

    public ExchangeRecord ToRecord() =>
        new(
            new ExchangeId(
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                CodeHash
            ),
            Enum.Parse<ExchangePurpose>(Purpose, ignoreCase: true),
            Enum.Parse<ExchangeState>(State, ignoreCase: true),
            InstallState,
            new DateTimeOffset(EventAt),
            CorpId is null ? null : WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
            AgentId is { } agent ? WecomPlatform.Credentials.Ids.AgentId.Create(agent) : null,
            Error,
            IsTold,
            new DateTimeOffset(CreatedAt)
        );
}

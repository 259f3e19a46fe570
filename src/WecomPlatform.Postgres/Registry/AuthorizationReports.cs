using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>Reads the states of corps' authorizations for operators: no code is in them.</summary>
public sealed class AuthorizationReports(NpgsqlDataSource database)
{
    /// <summary>Lists a suite's authorizations in the order of the corpids.</summary>
    public Task<IReadOnlyList<AuthorizationRecord>> ListAsync(
        TenantId tenant,
        SuiteId suite,
        string? after,
        int limit,
        CancellationToken ct
    ) =>
        QueryAsync(
            "(@after is null or a.corp_id > @after) order by a.corp_id limit @limit",
            new
            {
                tenant = tenant.Value,
                suite = suite.Value,
                after,
                limit,
            },
            ct
        );

    /// <summary>Finds an authorization.</summary>
    public async Task<AuthorizationRecord?> FindAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct) =>
        (await QueryAsync("a.corp_id = @corp", AuthorizationStore.Ids(tenant, suite, corp), ct)).SingleOrDefault();

    private async Task<IReadOnlyList<AuthorizationRecord>> QueryAsync(string condition, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"""
                select {Row.Columns} from {Row.Tables}
                where a.tenant_id = @tenant and a.suite_id = @suite and {condition}
                """,
                parameters,
                cancellationToken: ct
            )
        );
        return [.. rows.Select(row => row.ToRecord())];
    }

    private sealed class Row
    {
        public const string Columns = """
            a.corp_id as CorpId, c.name as CorpName, a.life, a.state, a.event_at as EventAt, a.agent_id as AgentId, a.is_closed as IsClosed,
            a.sealed_next_code is not null as IsResetting, t.sealed is not null as HasToken,
            coalesce(cardinality(g.trusted_domains), 0) + cardinality(s.trusted_domains) > 0
                or exists (select from callback_handle h
                           where h.tenant_id = a.tenant_id and h.corp_id = a.corp_id and h.agent_id = a.agent_id) as IsSetUp,
            a.updated_at as UpdatedAt
            """;

        public const string Tables = """
            suite_authorization a
            join suite s using (tenant_id, suite_id)
            join corp c using (tenant_id, corp_id)
            left join agent g on g.tenant_id = a.tenant_id and g.corp_id = a.corp_id and g.agent_id = a.agent_id
            left join credential t on t.key = a.tenant_id || '/access_token/' || a.corp_id || '/' || a.suite_id
            """;

        public required string CorpId { get; init; }
        public required string CorpName { get; init; }
        public long Life { get; init; }
        public required string State { get; init; }
        public DateTime EventAt { get; init; }
        public int? AgentId { get; init; }
        public bool IsClosed { get; init; }
        public bool IsResetting { get; init; }
        public bool HasToken { get; init; }
        public bool IsSetUp { get; init; }
        public DateTime UpdatedAt { get; init; }

        public AuthorizationRecord ToRecord() =>
            new(
                WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
                CorpName,
                Life,
                Enum.Parse<AuthorizationState>(State, ignoreCase: true),
                new DateTimeOffset(EventAt),
                AgentId is { } agent ? WecomPlatform.Credentials.Ids.AgentId.Create(agent) : null,
                IsClosed,
                IsResetting,
                HasToken,
                IsSetUp,
                new DateTimeOffset(UpdatedAt)
            );
    }
}

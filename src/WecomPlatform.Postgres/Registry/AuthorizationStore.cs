using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The corps' authorizations of suites, with their sealed permanent codes.</summary>
public sealed class AuthorizationStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Begins an authorization's life, or a new one of it; the corp and its app are registered with it.</summary>
    /// <param name="tenant">Whose suite.</param>
    /// <param name="suite">The suite.</param>
    /// <param name="corp">The corp.</param>
    /// <param name="authorization">What the corp gave.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    /// <returns>False when something later is known of this authorization, and nothing was changed.</returns>
    public async Task<bool> ActivateAsync(TenantId tenant, SuiteId suite, CorpId corp, NewAuthorization authorization, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select authorization_activate(@tenant, @suite, @corp, @name, @eventAt, @code, @agent, @kind)",
                new
                {
                    tenant = tenant.Value,
                    suite = suite.Value,
                    corp = corp.Value,
                    name = authorization.CorpName,
                    eventAt = authorization.EventAt.UtcDateTime,
                    code = sealer.Seal(authorization.PermanentCode, Place(tenant, suite, corp)),
                    agent = authorization.Agent?.Value,
                    kind = AgentKind(suite),
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Ends a life of an authorization and erases its permanent code, its tokens and tickets.</summary>
    /// <returns>False when another life has begun, or it was cancelled already.</returns>
    public Task<bool> CancelAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, DateTimeOffset eventAt, CancellationToken ct) =>
        UpdateAsync(
            "state = 'cancelled', sealed_code = null, event_at = greatest(event_at, @eventAt)",
            "state <> 'cancelled'",
            tenant,
            suite,
            corp,
            life,
            new { eventAt = eventAt.UtcDateTime },
            ct
        );

    /// <summary>Stops the use of a life that WeCom refuses, without forgetting it.</summary>
    /// <returns>False when it was not active.</returns>
    public Task<bool> SuspendAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, CancellationToken ct) =>
        UpdateAsync("state = 'suspended'", "state = 'active'", tenant, suite, corp, life, null, ct);

    /// <summary>Takes a suspended life into use again.</summary>
    /// <returns>False when it was not suspended.</returns>
    public Task<bool> ResumeAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, CancellationToken ct) =>
        UpdateAsync("state = 'active'", "state = 'suspended'", tenant, suite, corp, life, null, ct);

    /// <summary>Notes whether the corp has disabled the app.</summary>
    public Task<bool> SetClosedAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, bool isClosed, CancellationToken ct) =>
        UpdateAsync("is_closed = @isClosed", "is_closed <> @isClosed", tenant, suite, corp, life, new { isClosed }, ct);

    /// <summary>Puts a new permanent code in the place of the old one. Does nothing when a still newer one is there.</summary>
    public async Task<bool> AdoptNextCodeAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, Secret next, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var box = await connection.ExecuteScalarAsync<byte[]?>(
            new CommandDefinition(
                $"select sealed_next_code from suite_authorization {WhereLife}",
                Of(tenant, suite, corp, life),
                cancellationToken: ct
            )
        );
        if (box is null || !sealer.Open(box, Place(tenant, suite, corp)).Equals(next))
        {
            return false;
        }

        return await UpdateAsync(
            "sealed_code = sealed_next_code, sealed_next_code = null",
            "sealed_next_code = @box",
            tenant,
            suite,
            corp,
            life,
            new { box },
            ct
        );
    }

    /// <summary>Registers the app that a life has, in the place of those it had.</summary>
    /// <returns>False when another life has begun.</returns>
    public async Task<bool> PlaceAgentAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, AgentId agent, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = Of(tenant, suite, corp, life);
        parameters.Add("agent", agent.Value);
        parameters.Add("kind", AgentKind(suite));
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select authorization_place_agent_of_life(@tenant, @suite, @corp, @life, @agent, @kind)",
                parameters,
                cancellationToken: ct
            )
        );
    }

    /// <summary>Reads the codes of an authorization; null when the corp never authorized the suite.</summary>
    public async Task<AuthorizationCodes?> FindCodesAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<CodesRow>(
            new CommandDefinition(
                """
                select a.life, a.state, a.event_at as EventAt, a.sealed_code as Code, a.sealed_next_code as NextCode,
                       coalesce(s.egress_proxy, c.egress_proxy) as EgressProxy
                from suite_authorization a
                join suite s using (tenant_id, suite_id)
                join corp c using (tenant_id, corp_id)
                where a.tenant_id = @tenant and a.suite_id = @suite and a.corp_id = @corp
                """,
                Ids(tenant, suite, corp),
                cancellationToken: ct
            )
        );
        return row is null
            ? null
            : new AuthorizationCodes(
                row.Life,
                Enum.Parse<AuthorizationState>(row.State, ignoreCase: true),
                new DateTimeOffset(row.EventAt),
                Open(row.Code),
                Open(row.NextCode),
                row.EgressProxy is null ? null : new Uri(row.EgressProxy)
            );

        Secret? Open(byte[]? box) => box is null ? null : sealer.Open(box, Place(tenant, suite, corp));
    }

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
        (await QueryAsync("a.corp_id = @corp", Ids(tenant, suite, corp), ct)).SingleOrDefault();

    /// <summary>Reads the permanent code; null when there is no authorization, or it was cancelled.</summary>
    public async Task<StoredSecret?> FindCodeAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SecretRow>(
            new CommandDefinition(
                """
                select a.sealed_code as SealedSecret, true as SecretProven, coalesce(s.egress_proxy, c.egress_proxy) as EgressProxy
                from suite_authorization a
                join suite s using (tenant_id, suite_id)
                join corp c using (tenant_id, corp_id)
                where a.tenant_id = @tenant and a.suite_id = @suite and a.corp_id = @corp and a.sealed_code is not null
                """,
                Ids(tenant, suite, corp),
                cancellationToken: ct
            )
        );
        return row?.Open(sealer, Place(tenant, suite, corp));
    }

    private static object Ids(TenantId tenant, SuiteId suite, CorpId corp) =>
        new
        {
            tenant = tenant.Value,
            suite = suite.Value,
            corp = corp.Value,
        };

    internal static string AgentKind(SuiteId suite) => suite.IsTemplate ? "customized" : "thirdParty";

    internal static string Place(TenantId tenant, SuiteId suite, CorpId corp) => $"authorization/{tenant}/{suite}/{corp}";

    private const string WhereLife = "where tenant_id = @tenant and suite_id = @suite and corp_id = @corp and life = @life";

    private static DynamicParameters Of(TenantId tenant, SuiteId suite, CorpId corp, long life)
    {
        var parameters = new DynamicParameters(Ids(tenant, suite, corp));
        parameters.Add("life", life);
        return parameters;
    }

    private async Task<bool> UpdateAsync(
        string set,
        string condition,
        TenantId tenant,
        SuiteId suite,
        CorpId corp,
        long life,
        object? more,
        CancellationToken ct
    )
    {
        var parameters = Of(tenant, suite, corp, life);
        parameters.AddDynamicParams(more);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    $"update suite_authorization set {set}, updated_at = clock_timestamp() {WhereLife} and {condition}",
                    parameters,
                    cancellationToken: ct
                )
            ) > 0;
    }

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

    private sealed class CodesRow
    {
        public long Life { get; init; }
        public required string State { get; init; }
        public DateTime EventAt { get; init; }
        public byte[]? Code { get; init; }
        public byte[]? NextCode { get; init; }
        public string? EgressProxy { get; init; }
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

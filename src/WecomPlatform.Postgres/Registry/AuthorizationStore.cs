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

    internal static object Ids(TenantId tenant, SuiteId suite, CorpId corp) =>
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

    private sealed class CodesRow
    {
        public long Life { get; init; }
        public required string State { get; init; }
        public DateTime EventAt { get; init; }
        public byte[]? Code { get; init; }
        public byte[]? NextCode { get; init; }
        public string? EgressProxy { get; init; }
    }
}

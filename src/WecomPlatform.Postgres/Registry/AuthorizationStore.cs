using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
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
                    kind = suite.IsTemplate ? "customized" : "thirdParty",
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Ends an authorization and erases its permanent code, its tokens and tickets.</summary>
    /// <returns>False when something later is known, or it was cancelled already.</returns>
    public async Task<bool> CancelAsync(TenantId tenant, SuiteId suite, CorpId corp, DateTimeOffset eventAt, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select authorization_cancel(@tenant, @suite, @corp, @eventAt)",
                new
                {
                    tenant = tenant.Value,
                    suite = suite.Value,
                    corp = corp.Value,
                    eventAt = eventAt.UtcDateTime,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Stops the use of an authorization that WeCom refuses, without forgetting it.</summary>
    /// <returns>False when it was not active.</returns>
    public Task<bool> SuspendAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct) =>
        SetStateAsync(tenant, suite, corp, "active", "suspended", ct);

    /// <summary>Takes a suspended authorization into use again.</summary>
    /// <returns>False when it was not suspended.</returns>
    public Task<bool> ResumeAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct) =>
        SetStateAsync(tenant, suite, corp, "suspended", "active", ct);

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

    private static string Place(TenantId tenant, SuiteId suite, CorpId corp) => $"authorization/{tenant}/{suite}/{corp}";

    private async Task<bool> SetStateAsync(TenantId tenant, SuiteId suite, CorpId corp, string from, string to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    update suite_authorization set state = @to, updated_at = clock_timestamp()
                    where tenant_id = @tenant and suite_id = @suite and corp_id = @corp and state = @from
                    """,
                    new
                    {
                        tenant = tenant.Value,
                        suite = suite.Value,
                        corp = corp.Value,
                        from,
                        to,
                    },
                    cancellationToken: ct
                )
            ) > 0;
    }
}

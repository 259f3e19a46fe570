using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The tenants' suites and their sealed secrets.</summary>
public sealed class SuiteStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Creates or replaces a suite. Without a secret the stored one stays.</summary>
    /// <returns>False when there is no such tenant, or a new suite has no secret.</returns>
    public async Task<bool> PutAsync(SuiteRecord suite, Secret? secret, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into suite
                    (tenant_id, suite_id, kind, sealed_secret, provider_corp_id, trusted_domains, egress_proxy, strict_urls)
                select t.id, @suite, @kind, coalesce(@box, (select o.sealed_secret from suite o where o.tenant_id = @tenant and o.suite_id = @suite)),
                       @provider, @domains, @egressProxy, @strict
                from tenant t
                where t.id = @tenant
                  and (@box::bytea is not null or exists (select from suite o where o.tenant_id = @tenant and o.suite_id = @suite))
                on conflict (tenant_id, suite_id) do update
                set kind = excluded.kind, sealed_secret = excluded.sealed_secret,
                    secret_proven = suite.secret_proven and @box::bytea is null,
                    provider_corp_id = excluded.provider_corp_id, trusted_domains = excluded.trusted_domains,
                    egress_proxy = excluded.egress_proxy, strict_urls = excluded.strict_urls, updated_at = clock_timestamp()
                """,
                new
                {
                    tenant = suite.Tenant.Value,
                    suite = suite.Id.Value,
                    kind = SuiteKindNames.Name(suite.Kind),
                    box = secret is null ? null : sealer.Seal(secret, Place(suite.Tenant, suite.Id)),
                    provider = suite.Provider?.Value,
                    domains = suite.TrustedDomains.Select(domain => domain.Value).ToArray(),
                    egressProxy = suite.EgressProxy?.OriginalString,
                    strict = suite.StrictUrls,
                },
                cancellationToken: ct
            )
        );
        return rows > 0;
    }

    /// <summary>Finds a suite.</summary>
    public async Task<SuiteRecord?> FindAsync(TenantId tenant, SuiteId suite, CancellationToken ct) =>
        (await QueryAsync("where tenant_id = @tenant and suite_id = @suite", Ids(tenant, suite), ct)).SingleOrDefault();

    /// <summary>Lists a tenant's suites in the order of their ids.</summary>
    public Task<IReadOnlyList<SuiteRecord>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct) =>
        QueryAsync(
            "where tenant_id = @tenant and (@after is null or suite_id > @after) order by suite_id limit @limit",
            new
            {
                tenant = tenant.Value,
                after,
                limit,
            },
            ct
        );

    /// <summary>Deletes a suite with its authorizations, apps and credentials.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, SuiteId suite, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition($"delete from suite {WhereSuite}", Ids(tenant, suite), cancellationToken: ct)
            ) > 0;
    }

    /// <summary>Reads a suite's secret; null when there is no such suite.</summary>
    public async Task<StoredSecret?> FindSecretAsync(TenantId tenant, SuiteId suite, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SecretRow>(
            new CommandDefinition($"select {SecretRow.Columns} from suite {WhereSuite}", Ids(tenant, suite), cancellationToken: ct)
        );
        return row?.Open(sealer, Place(tenant, suite));
    }

    /// <summary>Notes that WeCom took this secret. Does nothing when the secret was changed meanwhile.</summary>
    public async Task MarkProvenAsync(TenantId tenant, SuiteId suite, Secret secret, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SecretRow>(
            new CommandDefinition(
                $"select {SecretRow.Columns} from suite {WhereSuite} for update",
                Ids(tenant, suite),
                transaction,
                cancellationToken: ct
            )
        );
        if (row is { SecretProven: false } && row.Open(sealer, Place(tenant, suite)).Secret.Equals(secret))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    $"update suite set secret_proven = true {WhereSuite}",
                    Ids(tenant, suite),
                    transaction,
                    cancellationToken: ct
                )
            );
        }

        await transaction.CommitAsync(ct);
    }

    private const string WhereSuite = "where tenant_id = @tenant and suite_id = @suite";

    private static object Ids(TenantId tenant, SuiteId suite) => new { tenant = tenant.Value, suite = suite.Value };

    private static string Place(TenantId tenant, SuiteId suite) => $"suite/{tenant}/{suite}";

    private async Task<IReadOnlyList<SuiteRecord>> QueryAsync(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition($"select {Row.Columns} from suite {where}", parameters, cancellationToken: ct)
        );
        return [.. rows.Select(row => row.ToRecord())];
    }

    private sealed class Row
    {
        public const string Columns = """
            tenant_id as TenantId, suite_id as SuiteId, kind, provider_corp_id as Provider, trusted_domains as TrustedDomains,
            egress_proxy as EgressProxy, strict_urls as StrictUrls, secret_proven as SecretProven, updated_at as UpdatedAt
            """;

        public required string TenantId { get; init; }
        public required string SuiteId { get; init; }
        public required string Kind { get; init; }
        public string? Provider { get; init; }
        public required string[] TrustedDomains { get; init; }
        public string? EgressProxy { get; init; }
        public bool StrictUrls { get; init; }
        public bool SecretProven { get; init; }
        public DateTime UpdatedAt { get; init; }

        public SuiteRecord ToRecord() =>
            new(
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                SuiteKindNames.Parse(Kind)!.Value,
                [.. TrustedDomains.Select(TrustedDomain.Parse)],
                Provider is null ? null : CorpId.Parse(Provider),
                EgressProxy is null ? null : new Uri(EgressProxy),
                StrictUrls,
                SecretProven,
                new DateTimeOffset(UpdatedAt)
            );
    }
}

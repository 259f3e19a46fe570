using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The corps' apps and their sealed secrets.</summary>
public sealed class AgentStore(NpgsqlDataSource database, Sealer sealer) : IAppAccounts
{
    /// <summary>Creates or replaces an app whose secret WeCom has taken.</summary>
    /// <returns>False when there is no such corp.</returns>
    public async Task<bool> PutAsync(TenantId tenant, CorpId corp, AgentRecord agent, Secret secret, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into agent (tenant_id, corp_id, agent_id, kind, sealed_secret, secret_proven, trusted_domains, egress_proxy, strict_urls)
                select c.tenant_id, c.corp_id, @agent, @kind, @box, @proven, @domains, @egressProxy, @strict
                from corp c where c.tenant_id = @tenant and c.corp_id = @corp
                on conflict (tenant_id, corp_id, agent_id) do update
                set kind = excluded.kind, suite_id = null, replaced_by = null, sealed_secret = excluded.sealed_secret, secret_proven = excluded.secret_proven,
                    trusted_domains = excluded.trusted_domains, egress_proxy = excluded.egress_proxy,
                    strict_urls = excluded.strict_urls, updated_at = clock_timestamp()
                """,
                new
                {
                    tenant = tenant.Value,
                    corp = corp.Value,
                    agent = agent.Id.Value,
                    kind = agent.Kind,
                    box = sealer.Seal(secret, Place(tenant, corp, agent.Id)),
                    proven = agent.SecretProven,
                    domains = agent.TrustedDomains.Select(domain => domain.Value).ToArray(),
                    egressProxy = agent.EgressProxy?.OriginalString,
                    strict = agent.StrictUrls,
                },
                cancellationToken: ct
            )
        );
        return rows > 0;
    }

    /// <summary>Changes what is set here of an app that the corp installed from a suite; its kind and credentials are the authorization's.</summary>
    public async Task PutSettingsAsync(TenantId tenant, CorpId corp, AgentRecord agent, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                update agent set trusted_domains = @domains, egress_proxy = @egressProxy, strict_urls = @strict, updated_at = clock_timestamp()
                {WhereAgent} and suite_id is not null
                """,
                new
                {
                    tenant = tenant.Value,
                    corp = corp.Value,
                    agent = agent.Id.Value,
                    domains = agent.TrustedDomains.Select(domain => domain.Value).ToArray(),
                    egressProxy = agent.EgressProxy?.OriginalString,
                    strict = agent.StrictUrls,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Deletes an app with its credentials.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, CorpId corp, AgentId agent, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition($"delete from agent {WhereAgent}", Ids(tenant, corp, agent), cancellationToken: ct)
            ) > 0;
    }

    /// <inheritdoc />
    public async ValueTask<AppAccount?> FindAsync(CredentialKey key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select a.sealed_secret as SealedSecret, a.secret_proven as SecretProven, coalesce(a.egress_proxy, c.egress_proxy) as EgressProxy
                from agent a join corp c using (tenant_id, corp_id)
                where a.tenant_id = @tenant and a.corp_id = @corp and a.agent_id = @agent and a.suite_id is null
                """,
                Ids(key.Tenant, key.Corp, Self(key)),
                cancellationToken: ct
            )
        );
        return row is null
            ? null
            : new AppAccount(
                sealer.Open(row.SealedSecret, Place(key.Tenant, key.Corp, Self(key))),
                row.SecretProven,
                row.EgressProxy is null ? null : new Uri(row.EgressProxy)
            );
    }

    /// <inheritdoc />
    public async ValueTask MarkProvenAsync(CredentialKey key, Secret secret, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var box = await connection.ExecuteScalarAsync<byte[]?>(
            new CommandDefinition(
                $"select sealed_secret from agent {WhereAgent} and not secret_proven",
                Ids(key.Tenant, key.Corp, Self(key)),
                cancellationToken: ct
            )
        );
        if (box is not null && sealer.Open(box, Place(key.Tenant, key.Corp, Self(key))).Equals(secret))
        {
            var parameters = new DynamicParameters(Ids(key.Tenant, key.Corp, Self(key)));
            parameters.Add("box", box);
            await connection.ExecuteAsync(
                new CommandDefinition(
                    $"update agent set secret_proven = true {WhereAgent} and sealed_secret = @box",
                    parameters,
                    cancellationToken: ct
                )
            );
        }
    }

    private const string WhereAgent = "where tenant_id = @tenant and corp_id = @corp and agent_id = @agent";

    private static object Ids(TenantId tenant, CorpId corp, AgentId agent) =>
        new
        {
            tenant = tenant.Value,
            corp = corp.Value,
            agent = agent.Value,
        };

    private static AgentId Self(CredentialKey key) =>
        key.App.Agent ?? throw new ArgumentException("A suite's app has no secret of its own.", nameof(key));

    private static string Place(TenantId tenant, CorpId corp, AgentId agent) => $"agent/{tenant}/{corp}/{agent}";

    private sealed class Row
    {
        public required byte[] SealedSecret { get; init; }
        public bool SecretProven { get; init; }
        public string? EgressProxy { get; init; }
    }
}

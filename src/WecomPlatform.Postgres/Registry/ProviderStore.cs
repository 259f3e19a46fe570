using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The tenants' service providers (服务商), at most one each, and their sealed secrets.</summary>
public sealed class ProviderStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Creates or replaces a tenant's provider, whose secret WeCom has taken.</summary>
    /// <returns>False when there is no such tenant.</returns>
    public async Task<bool> PutAsync(ProviderRecord provider, Secret secret, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into provider (tenant_id, corp_id, sealed_secret, secret_proven, egress_proxy)
                    select t.id, @corp, @box, true, @egressProxy from tenant t where t.id = @tenant
                    on conflict (tenant_id) do update
                    set corp_id = excluded.corp_id, sealed_secret = excluded.sealed_secret, secret_proven = true,
                        egress_proxy = excluded.egress_proxy, updated_at = clock_timestamp()
                    """,
                    new
                    {
                        tenant = provider.Tenant.Value,
                        corp = provider.Corp.Value,
                        box = sealer.Seal(secret, Place(provider.Tenant)),
                        egressProxy = provider.EgressProxy?.OriginalString,
                    },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Finds a tenant's provider.</summary>
    public async Task<ProviderRecord?> FindAsync(TenantId tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                "select corp_id as CorpId, egress_proxy as EgressProxy, updated_at as UpdatedAt from provider where tenant_id = @tenant",
                new { tenant = tenant.Value },
                cancellationToken: ct
            )
        );
        return row is null
            ? null
            : new ProviderRecord(
                tenant,
                CorpId.Parse(row.CorpId),
                row.EgressProxy is null ? null : new Uri(row.EgressProxy),
                new DateTimeOffset(row.UpdatedAt)
            );
    }

    /// <summary>Reads the secret of a tenant's provider; null when the tenant has no such provider.</summary>
    public async Task<StoredSecret?> FindSecretAsync(TenantId tenant, CorpId corp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SecretRow>(
            new CommandDefinition(
                $"select {SecretRow.Columns} from provider where tenant_id = @tenant and corp_id = @corp",
                new { tenant = tenant.Value, corp = corp.Value },
                cancellationToken: ct
            )
        );
        return row?.Open(sealer, Place(tenant));
    }

    /// <summary>Deletes a tenant's provider with its token.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from provider where tenant_id = @tenant",
                    new { tenant = tenant.Value },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private static string Place(TenantId tenant) => $"provider/{tenant}";

    private sealed class Row
    {
        public required string CorpId { get; init; }
        public string? EgressProxy { get; init; }
        public DateTime UpdatedAt { get; init; }
    }
}

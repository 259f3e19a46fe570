using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>Where browsers may be sent back to, by tenant. They are compared as texts.</summary>
public sealed class RedirectUriStore(NpgsqlDataSource database)
{
    /// <summary>Registers a uri; one that is there already stays.</summary>
    /// <returns>False when there is no such tenant.</returns>
    public async Task<bool> AddAsync(TenantId tenant, string uri, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into redirect_uri (tenant_id, uri) select t.id, @uri from tenant t where t.id = @tenant
                    on conflict (tenant_id, uri) do update set uri = excluded.uri
                    """,
                    Ids(tenant, uri),
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Whether a uri is registered, to the letter.</summary>
    public async Task<bool> ContainsAsync(TenantId tenant, string uri, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from redirect_uri where tenant_id = @tenant and uri = @uri)",
                Ids(tenant, uri),
                cancellationToken: ct
            )
        );
    }

    /// <summary>Lists a tenant's uris in their order as texts.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var uris = await connection.QueryAsync<string>(
            new CommandDefinition(
                "select uri from redirect_uri where tenant_id = @tenant and (@after is null or uri > @after) order by uri limit @limit",
                new
                {
                    tenant = tenant.Value,
                    after,
                    limit,
                },
                cancellationToken: ct
            )
        );
        return [.. uris];
    }

    /// <summary>Removes a uri.</summary>
    /// <returns>False when it was not registered.</returns>
    public async Task<bool> RemoveAsync(TenantId tenant, string uri, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from redirect_uri where tenant_id = @tenant and uri = @uri",
                    Ids(tenant, uri),
                    cancellationToken: ct
                )
            ) > 0;
    }

    private static object Ids(TenantId tenant, string uri) => new { tenant = tenant.Value, uri };
}

using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>The tenants' host names. A host is one tenant's alone.</summary>
public sealed class LoginHostStore(NpgsqlDataSource database)
{
    /// <summary>Registers a host. When it becomes the default one, the tenant's others no longer are.</summary>
    /// <returns>False when there is no such tenant or the host is another's.</returns>
    public async Task<bool> PutAsync(LoginHost host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(host);
        var parameters = new
        {
            tenant = host.Tenant.Value,
            host = host.Host,
            isDefault = host.IsDefault,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update login_host set is_default = false where tenant_id = @tenant and host <> @host and @isDefault",
                parameters,
                transaction,
                cancellationToken: ct
            )
        );
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into login_host (host, tenant_id, is_default) select @host, t.id, @isDefault from tenant t where t.id = @tenant
                on conflict (host) do update set is_default = excluded.is_default where login_host.tenant_id = excluded.tenant_id
                """,
                parameters,
                transaction,
                cancellationToken: ct
            )
        );
        if (rows > 0)
        {
            await transaction.CommitAsync(ct);
        }

        return rows > 0;
    }

    /// <summary>Finds a tenant's host: the one named, or the default one.</summary>
    public async Task<LoginHost?> FindAsync(TenantId tenant, string? host, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select host, is_default as IsDefault from login_host
                where tenant_id = @tenant and (case when @host::text is null then is_default else host = @host end)
                """,
                new { tenant = tenant.Value, host },
                cancellationToken: ct
            )
        );
        return row is null ? null : new LoginHost(tenant, row.Host, row.IsDefault);
    }

    /// <summary>Lists a tenant's hosts in their order as texts.</summary>
    public async Task<IReadOnlyList<LoginHost>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select host, is_default as IsDefault from login_host
                where tenant_id = @tenant and (@after is null or host > @after) order by host limit @limit
                """,
                new
                {
                    tenant = tenant.Value,
                    after,
                    limit,
                },
                cancellationToken: ct
            )
        );
        return [.. rows.Select(row => new LoginHost(tenant, row.Host, row.IsDefault))];
    }

    /// <summary>Removes a host.</summary>
    /// <returns>False when the tenant has none such.</returns>
    public async Task<bool> RemoveAsync(TenantId tenant, string host, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from login_host where tenant_id = @tenant and host = @host",
                    new { tenant = tenant.Value, host },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private sealed class Row
    {
        public required string Host { get; init; }
        public bool IsDefault { get; init; }
    }
}

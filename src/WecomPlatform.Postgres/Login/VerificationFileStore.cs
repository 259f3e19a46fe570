using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>The files that WeCom's console looks for, by host.</summary>
public sealed class VerificationFileStore(NpgsqlDataSource database)
{
    /// <summary>Creates or replaces a file.</summary>
    /// <returns>False when there is no such tenant, or the file is another's.</returns>
    public async Task<bool> PutAsync(VerificationFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into verification_file (tenant_id, host, name, content)
                    select t.id, @host, @name, @content from tenant t where t.id = @tenant
                    on conflict (host, name) do update set content = excluded.content
                    where verification_file.tenant_id = excluded.tenant_id
                    """,
                    new
                    {
                        tenant = file.Tenant.Value,
                        host = file.Host,
                        name = file.Name,
                        content = file.Content,
                    },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Finds what stands in a host's file.</summary>
    public async Task<string?> FindAsync(string host, string name, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(
                "select content from verification_file where host = @host and name = @name",
                new { host, name },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Lists a tenant's files, by host and name.</summary>
    public async Task<IReadOnlyList<VerificationFile>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select host, name, content from verification_file
                where tenant_id = @tenant and (@after is null or host || '/' || name > @after) order by host || '/' || name limit @limit
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
        return [.. rows.Select(row => new VerificationFile(tenant, row.Host, row.Name, row.Content))];
    }

    /// <summary>Removes a file.</summary>
    /// <returns>False when the tenant has none such.</returns>
    public async Task<bool> RemoveAsync(TenantId tenant, string host, string name, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from verification_file where tenant_id = @tenant and host = @host and name = @name",
                    new
                    {
                        tenant = tenant.Value,
                        host,
                        name,
                    },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private sealed class Row
    {
        public required string Host { get; init; }
        public required string Name { get; init; }
        public required string Content { get; init; }
    }
}

using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The tenants' API keys.</summary>
public sealed class ApiKeyStore(NpgsqlDataSource database)
{
    private const string Select = """
        select k.id, k.tenant_id as TenantId, k.kind, k.hash, k.scopes, k.rate, t.enabled as TenantEnabled, k.created_at as CreatedAt
        from api_key k join tenant t on t.id = k.tenant_id
        """;

    /// <summary>Stores a key's hash.</summary>
    /// <returns>When it was stored; null when there is no such tenant.</returns>
    public async Task<DateTimeOffset?> AddAsync(
        TenantId tenant,
        string id,
        ApiKeyKind kind,
        byte[] hash,
        IReadOnlyList<string> scopes,
        int rate,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var added = await connection.ExecuteScalarAsync<DateTime?>(
            new CommandDefinition(
                """
                insert into api_key (id, tenant_id, kind, hash, scopes, rate)
                select @id, t.id, @kind, @hash, @scopes, @rate from tenant t where t.id = @tenant
                returning created_at
                """,
                new
                {
                    id,
                    tenant = tenant.Value,
                    kind = Name(kind),
                    hash,
                    scopes = scopes.ToArray(),
                    rate,
                },
                cancellationToken: ct
            )
        );
        return added is { } at ? new DateTimeOffset(at) : null;
    }

    /// <summary>Finds a key by its id.</summary>
    public async Task<ApiKeyRecord?> FindAsync(string id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition($"{Select} where k.id = @id", new { id }, cancellationToken: ct)
        );
        return row?.ToRecord();
    }

    /// <summary>Lists a tenant's keys in the order of their ids.</summary>
    public async Task<IReadOnlyList<ApiKeyRecord>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"{Select} where k.tenant_id = @tenant and (@after is null or k.id > @after) order by k.id limit @limit",
                new
                {
                    tenant = tenant.Value,
                    after,
                    limit,
                },
                cancellationToken: ct
            )
        );
        return [.. rows.Select(row => row.ToRecord())];
    }

    /// <summary>Deletes a key: it stops working on all nodes.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, string id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from api_key where id = @id and tenant_id = @tenant",
                    new { id, tenant = tenant.Value },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private static string Name(ApiKeyKind kind) => kind == ApiKeyKind.Secret ? "secret" : "publishable";

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string TenantId { get; init; }
        public required string Kind { get; init; }
        public required byte[] Hash { get; init; }
        public required string[] Scopes { get; init; }
        public int Rate { get; init; }
        public bool TenantEnabled { get; init; }
        public DateTime CreatedAt { get; init; }

        public ApiKeyRecord ToRecord() =>
            new(
                Id,
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                Kind == "secret" ? ApiKeyKind.Secret : ApiKeyKind.Publishable,
                Hash,
                Scopes,
                Rate,
                TenantEnabled,
                new DateTimeOffset(CreatedAt)
            );
    }
}

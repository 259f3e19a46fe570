using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The tenants.</summary>
public sealed class TenantStore(NpgsqlDataSource database)
{
    private const string Columns = "id, name, enabled, created_at as CreatedAt";

    /// <summary>Creates a tenant.</summary>
    /// <returns>Null when the id is taken.</returns>
    public async Task<TenantRecord?> CreateAsync(TenantId id, string name, CancellationToken ct) =>
        await QueryAsync(
            $"insert into tenant (id, name) values (@id, @name) on conflict do nothing returning {Columns}",
            new { id = id.Value, name },
            ct
        );

    /// <summary>Finds a tenant.</summary>
    public async Task<TenantRecord?> FindAsync(TenantId id, CancellationToken ct) =>
        await QueryAsync($"select {Columns} from tenant where id = @id", new { id = id.Value }, ct);

    /// <summary>Changes what is given.</summary>
    /// <returns>Null when there is no such tenant.</returns>
    public async Task<TenantRecord?> ChangeAsync(TenantId id, string? name, bool? enabled, CancellationToken ct) =>
        await QueryAsync(
            $"update tenant set name = coalesce(@name, name), enabled = coalesce(@enabled, enabled) where id = @id returning {Columns}",
            new
            {
                id = id.Value,
                name,
                enabled,
            },
            ct
        );

    /// <summary>Deletes a tenant with all that is its own.</summary>
    public async Task<bool> DeleteAsync(TenantId id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition("delete from tenant where id = @id", new { id = id.Value }, cancellationToken: ct)
            ) > 0;
    }

    /// <summary>Lists tenants in the order of their ids.</summary>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="limit">The most to list.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<IReadOnlyList<TenantRecord>> ListAsync(string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"select {Columns} from tenant where @after is null or id > @after order by id limit @limit",
                new { after, limit },
                cancellationToken: ct
            )
        );
        return [.. rows.Select(row => row.ToRecord())];
    }

    private async Task<TenantRecord?> QueryAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return row?.ToRecord();
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public bool Enabled { get; init; }
        public DateTime CreatedAt { get; init; }

        public TenantRecord ToRecord() => new(TenantId.Parse(Id), Name, Enabled, new DateTimeOffset(CreatedAt));
    }
}

using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>The tenants' allow lists for Juzi.</summary>
public sealed class JuziAllowListStore(NpgsqlDataSource database)
{
    /// <summary>Finds a tenant's; an empty one when there is no such tenant.</summary>
    public async Task<JuziAllowList> FindAsync(TenantId tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                "select juzi_orgs as Orgs, juzi_corps as Corps from tenant where id = @tenant",
                new { tenant = tenant.Value },
                cancellationToken: ct
            )
        );
        return new JuziAllowList(row?.Orgs ?? [], row?.Corps ?? []);
    }

    /// <summary>Replaces a tenant's.</summary>
    public async Task PutAsync(TenantId tenant, JuziAllowList list, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(list);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update tenant set juzi_orgs = @orgs, juzi_corps = @corps where id = @tenant",
                new
                {
                    tenant = tenant.Value,
                    orgs = list.Orgs.ToArray(),
                    corps = list.Corps.ToArray(),
                },
                cancellationToken: ct
            )
        );
    }

    private sealed class Row
    {
        public required string[] Orgs { get; init; }
        public required string[] Corps { get; init; }
    }
}

using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Login;

/// <summary>The codes that browsers carry to SaaS backends; good once, for a short while, for the key that began the login.</summary>
public sealed class IssuedCodeStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Notes a code.</summary>
    public async Task AddAsync(string code, IssuedCode issued, TimeSpan life, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(issued);
        var id = Hash(code);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into login_code (id, tenant_id, key_id, code_challenge, sealed_identity, expires_at)
                values (@id, @tenant, @key, @challenge, @box, clock_timestamp() + make_interval(secs => @seconds))
                """,
                new
                {
                    id,
                    tenant = issued.Tenant.Value,
                    key = issued.KeyId,
                    challenge = issued.CodeChallenge,
                    box = sealer.Seal(issued.Identity, Place(id)),
                    seconds = life.TotalSeconds,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Takes a code, for good. Who holds another key does not find it, and leaves it where it is.</summary>
    public async Task<IssuedCode?> TakeAsync(string code, TenantId tenant, string keyId, CancellationToken ct)
    {
        var id = Hash(code);
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                delete from login_code where id = @id and tenant_id = @tenant and key_id = @keyId and expires_at > clock_timestamp()
                returning code_challenge as CodeChallenge, sealed_identity as Box
                """,
                new
                {
                    id,
                    tenant = tenant.Value,
                    keyId,
                },
                cancellationToken: ct
            )
        );
        return row is null ? null : new IssuedCode(tenant, keyId, row.CodeChallenge, sealer.Open(row.Box, Place(id)));
    }

    /// <summary>Forgets codes that are over.</summary>
    public async Task PruneAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition("delete from login_code where expires_at < clock_timestamp()", cancellationToken: ct)
        );
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private static string Place(byte[] id) => $"login_code/{Convert.ToHexStringLower(id)}";

    private sealed class Row
    {
        public string? CodeChallenge { get; init; }
        public required byte[] Box { get; init; }
    }
}

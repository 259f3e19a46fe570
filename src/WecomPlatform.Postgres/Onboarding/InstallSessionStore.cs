using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>Installations that were begun, by the state that goes to WeCom and comes back. Only its hash is stored.</summary>
public sealed class InstallSessionStore(NpgsqlDataSource database)
{
    /// <summary>Notes an installation that begins now.</summary>
    public async Task AddAsync(string wecomState, InstallSession session, TimeSpan life, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into install_session (id, tenant_id, suite_id, redirect_uri, state, expires_at)
                values (@id, @tenant, @suite, @redirectUri, @state, clock_timestamp() + make_interval(secs => @seconds))
                """,
                new
                {
                    id = Hash(wecomState),
                    tenant = session.Tenant.Value,
                    suite = session.Suite.Value,
                    redirectUri = session.RedirectUri,
                    state = session.State,
                    seconds = life.TotalSeconds,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Finds an installation that is not over.</summary>
    public async Task<InstallSession?> FindAsync(string wecomState, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select tenant_id as TenantId, suite_id as SuiteId, redirect_uri as RedirectUri, state
                from install_session where id = @id and expires_at > clock_timestamp()
                """,
                new { id = Hash(wecomState) },
                cancellationToken: ct
            )
        );
        return row is null
            ? null
            : new InstallSession(TenantId.Parse(row.TenantId), SuiteId.Parse(row.SuiteId), row.RedirectUri, row.State);
    }

    /// <summary>Ties an installation to the auth code that it came back with; it may come back with that one again.</summary>
    /// <returns>False when it came back with another one before.</returns>
    public async Task<bool> TryUseAsync(string wecomState, Secret authCode, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(authCode);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "update install_session set code_hash = @code where id = @id and (code_hash is null or code_hash = @code)",
                    new { id = Hash(wecomState), code = SHA256.HashData(authCode.Utf8) },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Forgets installations that are long over.</summary>
    public async Task PruneAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from install_session where expires_at < clock_timestamp() - interval '1 day'",
                cancellationToken: ct
            )
        );
    }

    private static byte[] Hash(string wecomState) => SHA256.HashData(Encoding.UTF8.GetBytes(wecomState));

    private sealed class Row
    {
        public required string TenantId { get; init; }
        public required string SuiteId { get; init; }
        public required string RedirectUri { get; init; }
        public required string State { get; init; }
    }
}

using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>Reads the credentials' states for operators.</summary>
public sealed class CredentialReports(NpgsqlDataSource database)
{
    private const string Select = """
        select key, generation, sealed is not null as HasValue, fetched_at as FetchedAt, expires_at as ExpiresAt,
               case when lease_until > clock_timestamp() then lease_holder end as Owner,
               failures, failure_reason as FailureReason, failure_code as FailureCode, retry_at as RetryAt
        from credential
        """;

    /// <summary>Lists a tenant's credentials in the order of their keys.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="limit">The most to list.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<IReadOnlyList<CredentialReport>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct) =>
        await QueryAsync(
            $"{Select} where tenant_id = @tenant and (@after is null or key > @after) order by key limit @limit",
            new
            {
                tenant = tenant.Value,
                after,
                limit,
            },
            ct
        );

    /// <summary>Reads one credential's state; null when it was never asked for.</summary>
    public async Task<CredentialReport?> FindAsync(CredentialKey key, CancellationToken ct) =>
        (await QueryAsync($"{Select} where key = @key", new { key = key.ToString() }, ct)).SingleOrDefault();

    private async Task<List<CredentialReport>> QueryAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return [.. rows.Select(row => row.ToReport()).OfType<CredentialReport>()];
    }

    private sealed class Row
    {
        public required string Key { get; init; }
        public long Generation { get; init; }
        public bool HasValue { get; init; }
        public DateTime? FetchedAt { get; init; }
        public DateTime? ExpiresAt { get; init; }
        public string? Owner { get; init; }
        public int Failures { get; init; }
        public int? FailureReason { get; init; }
        public int? FailureCode { get; init; }
        public DateTime? RetryAt { get; init; }

        public CredentialReport? ToReport() =>
            CredentialKey.TryParse(Key, out var key)
                ? new CredentialReport(
                    key,
                    Generation,
                    HasValue,
                    At(FetchedAt),
                    At(ExpiresAt),
                    Owner,
                    Failures,
                    FailureReason is { } reason ? ((UnavailableReason)reason).ToString() : null,
                    FailureCode,
                    At(RetryAt)
                )
                : null;

        private static DateTimeOffset? At(DateTime? time) => time is { } t ? new DateTimeOffset(t) : null;
    }
}

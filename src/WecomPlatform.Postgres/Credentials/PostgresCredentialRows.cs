using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>The credentials' rows in PostgreSQL. What must happen together happens in one statement of <c>db/migrations</c>.</summary>
public sealed partial class PostgresCredentialRows(
    NpgsqlDataSource database,
    Sealer sealer,
    CredentialRowsOptions options,
    TimeProvider clock,
    ILogger<PostgresCredentialRows> logger
) : ICredentialRows
{
    /// <inheritdoc />
    public async ValueTask<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct) => (await ReadManyAsync([key], ct))[0];

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CredentialRow>> ReadManyAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct)
    {
        var stored = await QueryAsync(
            $"select {StoredCredential.Columns} from credential where key = any (@keys)",
            _ => new { keys = keys.Select(key => key.ToString()).ToArray() },
            ct
        );
        var found = stored.ToDictionary(row => row.Key, StringComparer.Ordinal);
        return [.. keys.Select(key => found.TryGetValue(key.ToString(), out var row) ? Open(row, key) : new CredentialRow(key))];
    }

    /// <inheritdoc />
    public async ValueTask<TakeResult> TryTakeAsync(
        CredentialRow seen,
        RefreshCause cause,
        IReadOnlyList<Budget> budgets,
        CancellationToken ct
    )
    {
        var key = seen.Key;
        await using var connection = await database.OpenConnectionAsync(ct);
        var asked = clock.GetTimestamp();
        var taken = await connection.QuerySingleAsync<Taken>(
            new CommandDefinition(
                $"""
                select outcome, fence, attempts, refundable, coalesce(retry_in, '0') as RetryIn, scope
                from credential_take(@key, @tenant, @kind, @corp, @app, @seen, @seenFence, @holder, @lease, @forced, @forcedInterval,
                                     {BudgetSql.Parameters})
                """,
                new
                {
                    key = key.ToString(),
                    tenant = key.Tenant.Value,
                    kind = key.Kind.Name(),
                    corp = StoredCredential.Corp(key),
                    app = StoredCredential.App(key),
                    seen = seen.Generation.Value,
                    seenFence = seen.Fence,
                    holder = options.Holder,
                    lease = options.Lease,
                    forced = cause == RefreshCause.Forced,
                    forcedInterval = options.ForcedRefreshInterval,
                }.With(budgets),
                cancellationToken: ct
            )
        );
        var answered = clock.GetTimestamp();
        return taken.Outcome switch
        {
            "taken" => TakeResult.Taken(
                new FetchPermit(
                    key,
                    taken.Fence,
                    budgets,
                    taken.Attempts ?? [],
                    taken.Refundable ?? [],
                    answered,
                    clock.GetElapsedTime(asked, answered)
                )
            ),
            "forced_soon" => TakeResult.Refused(
                new Unavailable(UnavailableReason.StillRejected, taken.RetryIn, Detail: "A refresh was forced a moment ago.")
            ),
            "over_budget" => TakeResult.Refused(BudgetSql.Refusal(budgets, taken.Scope!, taken.RetryIn)),
            _ => TakeResult.MovedOn,
        };
    }

    /// <inheritdoc />
    public async ValueTask<CredentialRow?> TryWriteAsync(
        FetchPermit permit,
        FetchedValue value,
        bool sameAsBefore,
        Generation known,
        CancellationToken ct
    )
    {
        var written = await QueryAsync(
            $"""
            select {StoredCredential.Columns}
            from credential_write(@key, @fence, @same, @known, @box, @lifetime, @sentAfterTake, @slack, @refund, @lease)
            """,
            _ => new
            {
                key = permit.Key.ToString(),
                fence = permit.Fence,
                same = sameAsBefore,
                known = known.Value,
                box = Seal(permit.Key, value.Value),
                lifetime = value.Lifetime,
                sentAfterTake = clock.GetElapsedTime(permit.TakenAt, value.SentAt),
                slack = value.RoundTrip + permit.TakenWithin,
                refund = permit.Refundable.ToArray(),
                lease = options.Lease,
            },
            ct
        );
        return written.FirstOrDefault() is { } row ? Open(row, permit.Key) : null;
    }

    /// <inheritdoc />
    public async ValueTask<bool> TryReleaseAsync(FetchPermit permit, Unavailable? failure, CancellationToken ct)
    {
        var isRejection = failure?.Reason == UnavailableReason.SecretRejected;
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select credential_release(@key, @fence, @reason, @code, @detail, @retryIn, @refund, @countScopes)",
                new
                {
                    key = permit.Key.ToString(),
                    fence = permit.Fence,
                    reason = (int?)failure?.Reason,
                    code = failure?.UpstreamCode,
                    detail = failure?.Detail,
                    retryIn = failure?.RetryIn ?? TimeSpan.Zero,
                    refund = Refund(permit, failure),
                    countScopes = isRejection ? BudgetSql.Watched(permit.Budgets) : [],
                },
                cancellationToken: ct
            )
        );
    }

    /// <inheritdoc />
    public async ValueTask<CredentialRow?> PushAsync(CredentialKey key, FetchedValue value, Generation known, CancellationToken ct)
    {
        var pushed = await QueryAsync(
            $"""
            select {StoredCredential.Columns}
            from credential_push(@key, @tenant, @kind, @corp, @app, @known, @box, @lifetime, @remaining, @slack, @issuedAt)
            """,
            waited => new
            {
                key = key.ToString(),
                tenant = key.Tenant.Value,
                kind = key.Kind.Name(),
                corp = StoredCredential.Corp(key),
                app = StoredCredential.App(key),
                known = known.Value,
                box = Seal(key, value.Value),
                lifetime = value.Lifetime,
                remaining = value.Remaining(clock) - waited,
                slack = value.RoundTrip,
                issuedAt = value.IssuedAt?.UtcDateTime,
            },
            ct
        );
        return pushed.FirstOrDefault() is { } row ? Open(row, key) : null;
    }

    /// <inheritdoc />
    public async ValueTask RetryAsync(CredentialKey key, UnavailableReason reason, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select credential_retry(@key, @reason)",
                new { key = key.ToString(), reason = (int)reason },
                cancellationToken: ct
            )
        );
    }

    /// <inheritdoc />
    public async ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select credential_forget(@keys)",
                new { keys = keys.Select(key => key.ToString()).ToArray() },
                cancellationToken: ct
            )
        );
    }

    private CredentialRow Open(StoredCredential row, CredentialKey key) =>
        row.Open(key, sealer, (unreadable, error) => LogUnreadable(unreadable, error.Message));

    private byte[] Seal(CredentialKey key, Secret value) => sealer.Seal(value, StoredCredential.Place(key));

    // A life goes on while a connection is waited for and while an answer is on its way.
    private async Task<List<StoredCredential>> QueryAsync(string sql, Func<TimeSpan, object> parameters, CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(ct);
        var sent = Instant.Now(clock);
        var rows = await connection.QueryAsync<StoredCredential>(
            new CommandDefinition(sql, parameters(clock.GetElapsedTime(asked, sent.Monotonic)), cancellationToken: ct)
        );
        var stored = rows.AsList();
        var onItsWay = clock.GetElapsedTime(sent.Monotonic);
        stored.ForEach(row => (row.ReadAt, row.OnItsWay) = (sent, onItsWay));
        return stored;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored value of {Key} cannot be opened and will be fetched anew: {Reason}")]
    private partial void LogUnreadable(CredentialKey key, string reason);

    private static long[] Refund(FetchPermit permit, Unavailable? failure) =>
        failure switch
        {
            { Reason: UnavailableReason.SecretRejected } => [],
            { IsUnsent: true } => [.. permit.Attempts, .. permit.Refundable],
            _ => [.. permit.Refundable],
        };

    private sealed class Taken
    {
        public required string Outcome { get; init; }
        public long Fence { get; init; }
        public long[]? Attempts { get; init; }
        public long[]? Refundable { get; init; }
        public TimeSpan RetryIn { get; init; }
        public string? Scope { get; init; }
    }
}

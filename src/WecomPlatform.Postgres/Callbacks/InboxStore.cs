using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>The inbox: what arrived, each event once, and the commands that wait for a worker.</summary>
public sealed class InboxStore(NpgsqlDataSource database, Sealer sealer)
{
    private const string ReportColumns = """
        id, handle, type, suite_id as SuiteId, corp_id as CorpId, agent_id as AgentId, event_at as EventAt, received_at as ReceivedAt,
        status, forwarded, attempts, case when status = 'waiting' then next_at end as NextAt, error_code as ErrorCode, error
        """;

    /// <summary>Takes an event in; it is durable on return.</summary>
    /// <returns>Its place; null when it was there already.</returns>
    public async Task<long?> ReceiveAsync(ReceivedEvent received, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(received);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition(
                """
                select callback_receive(@tenant, @key, @handle, @type, @suite, @corp, @agent, @state, @code, @at, @isCommand,
                                        @toUser, @receiveId, @message)
                """,
                new
                {
                    tenant = received.Tenant.Value,
                    key = received.Key,
                    handle = received.Handle,
                    type = received.Type,
                    suite = received.Suite?.Value,
                    corp = received.Corp?.Value,
                    agent = received.Agent,
                    state = received.State,
                    code = received.AuthCode is { } code ? sealer.Seal(code, CodePlace(received.Tenant.Value, received.Key)) : null,
                    at = received.At.UtcDateTime,
                    isCommand = received.IsCommand,
                    toUser = received.ToUser,
                    receiveId = received.ReceiveId,
                    message = received.Message is { } text
                        ? sealer.Seal(text, Forwarding.OutboxStore.Place(received.Tenant.Value, received.Key))
                        : null,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Claims commands that are due, the longest due first.</summary>
    /// <param name="limit">The most to claim.</param>
    /// <param name="lease">How long the claim holds; whoever has not settled a command by then loses it to another worker.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<IReadOnlyList<InboxItem>> ClaimAsync(int limit, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<ItemRow>(
            new CommandDefinition(
                """
                update callback_event
                set attempts = attempts + 1, fence = fence + 1, lease_until = clock_timestamp() + @lease
                where id in (
                    select id from callback_event
                    where status = 'waiting' and next_at <= clock_timestamp() and lease_until <= clock_timestamp()
                    order by next_at
                    limit @limit
                    for update skip locked)
                returning id, fence, attempts - 1 as Attempts, tenant_id as TenantId, key, type, suite_id as SuiteId, corp_id as CorpId,
                          sealed_code as SealedCode, link_state as State, event_at as EventAt
                """,
                new { limit, lease },
                cancellationToken: ct
            )
        );
        return [.. rows.OrderBy(row => row.Id).Select(row => row.ToItem(sealer))];
    }

    /// <summary>The command was carried out: its auth code is erased.</summary>
    public Task DoneAsync(InboxItem item, CancellationToken ct) =>
        SettleAsync("status = 'done', sealed_code = null, error_code = null, error = null", item, new { }, ct);

    /// <summary>The command is to be tried again, unless that has gone on for too long.</summary>
    /// <param name="item">The command.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="retryIn">How long to wait.</param>
    /// <param name="giveUpAfter">From when on it is given up; null for never.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public Task RetryAsync(InboxItem item, string error, TimeSpan retryIn, TimeSpan? giveUpAfter, CancellationToken ct) =>
        SettleAsync(
            """
            next_at = clock_timestamp() + @retryIn,
            status = case when tries_since < clock_timestamp() - @giveUpAfter::interval then 'dead' else 'waiting' end,
            error_code = case when tries_since < clock_timestamp() - @giveUpAfter::interval then 'gave_up' end,
            error = @error
            """,
            item,
            new
            {
                error,
                retryIn,
                giveUpAfter,
            },
            ct
        );

    /// <summary>The command failed for good; the administrator may replay it.</summary>
    public Task FailAsync(InboxItem item, string code, string error, CancellationToken ct) =>
        SettleAsync("status = 'dead', error_code = @code, error = @error", item, new { code, error }, ct);

    /// <summary>The worker stops: whoever comes next may have the command at once, as if it had not been tried.</summary>
    public Task ReleaseAsync(InboxItem item, CancellationToken ct) => SettleAsync("attempts = attempts - 1", item, new { }, ct);

    /// <summary>Has a command tried now that waits or was given up.</summary>
    /// <returns>False when there is none that could be.</returns>
    public async Task<bool> ReplayAsync(TenantId tenant, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    update callback_event
                    set status = 'waiting', attempts = 0, tries_since = clock_timestamp(), next_at = clock_timestamp()
                    where tenant_id = @tenant and id = @id and status in ('waiting', 'dead')
                    """,
                    new { tenant = tenant.Value, id },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Lists what arrived, the newest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="before">The last of the page before; null for the first page.</param>
    /// <param name="limit">The most to list.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<IReadOnlyList<CallbackReport>> ListAsync(
        TenantId tenant,
        string? status,
        long? before,
        int limit,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<CallbackReport>(
            new CommandDefinition(
                $"""
                select {ReportColumns} from callback_event
                where tenant_id = @tenant and (@status is null or status = @status) and (@before::bigint is null or id < @before)
                order by id desc
                limit @limit
                """,
                new
                {
                    tenant = tenant.Value,
                    status,
                    before,
                    limit,
                },
                cancellationToken: ct
            )
        );
        return [.. rows];
    }

    /// <summary>Finds what is told of one event.</summary>
    public async Task<CallbackReport?> FindAsync(TenantId tenant, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CallbackReport>(
            new CommandDefinition(
                $"select {ReportColumns} from callback_event where tenant_id = @tenant and id = @id",
                new { tenant = tenant.Value, id },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Forgets what arrived long ago, but for commands that still wait.</summary>
    public async Task PruneAsync(TimeSpan keep, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from callback_event where received_at < clock_timestamp() - @keep and status <> 'waiting'",
                new { keep },
                commandTimeout: 0,
                cancellationToken: ct
            )
        );
    }

    private static string CodePlace(string tenant, byte[] key) => $"callback_event/{tenant}/{Convert.ToHexStringLower(key)}";

    // Whoever lost the claim changes nothing.
    private async Task SettleAsync(string change, InboxItem item, object values, CancellationToken ct)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { id = item.Id, fence = item.Fence });
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"update callback_event set {change}, lease_until = '-infinity' where id = @id and fence = @fence",
                parameters,
                cancellationToken: ct
            )
        );
    }

    private sealed class ItemRow
    {
        public long Id { get; init; }
        public long Fence { get; init; }
        public int Attempts { get; init; }
        public required string TenantId { get; init; }
        public required byte[] Key { get; init; }
        public required string Type { get; init; }
        public string? SuiteId { get; init; }
        public string? CorpId { get; init; }
        public byte[]? SealedCode { get; init; }
        public string? State { get; init; }
        public DateTime EventAt { get; init; }

        public InboxItem ToItem(Sealer sealer) =>
            new(
                Id,
                Fence,
                Attempts,
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                Type,
                SuiteId is null ? null : WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                CorpId is null ? null : WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
                SealedCode is null ? null : sealer.Open(SealedCode, CodePlace(TenantId, Key)),
                State,
                new DateTimeOffset(EventAt)
            );
    }
}

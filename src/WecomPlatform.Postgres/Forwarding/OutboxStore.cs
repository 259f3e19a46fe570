using System.Security.Cryptography;
using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>The outbox: messages on their way to webhooks, in one lane for each corp.</summary>
public sealed class OutboxStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Puts a notice into the outbox; false when the tenant has no webhook.</summary>
    /// <param name="tenant">Whom to tell.</param>
    /// <param name="type">What of.</param>
    /// <param name="corp">The corp it is about.</param>
    /// <param name="data">The particulars, JSON.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<bool> AddNoticeAsync(TenantId tenant, string type, CorpId? corp, Secret data, DateTimeOffset at, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select webhook_enqueue(@tenant, @lane, @key, @type, true, null, null, null, null, @at, @box)",
                new
                {
                    tenant = tenant.Value,
                    lane = corp?.Value ?? "",
                    key,
                    type,
                    at = at.UtcDateTime,
                    box = sealer.Seal(data, Place(tenant.Value, key)),
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Claims lanes that are due.</summary>
    /// <param name="limit">The most to claim.</param>
    /// <param name="lease">How long a claim holds.</param>
    /// <param name="perTenant">The most lanes of one tenant: a webhook that hangs must not keep all others waiting.</param>
    /// <param name="busy">Tenants that get none.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task<IReadOnlyList<OutboxLane>> ClaimAsync(
        int limit,
        TimeSpan lease,
        int perTenant,
        IEnumerable<TenantId> busy,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string Tenant, string Lane, long Fence)>(
            new CommandDefinition(
                """
                update webhook_lane
                set lease_until = clock_timestamp() + @lease, fence = nextval('webhook_fence')
                where (tenant_id, lane) in (
                    select l.tenant_id, l.lane
                    from webhook_lane l
                    join (
                        select tenant_id, lane, row_number() over (partition by tenant_id order by next_at) as place
                        from webhook_lane
                        where next_at <= clock_timestamp() and lease_until <= clock_timestamp() and tenant_id <> all (@busy)
                    ) due using (tenant_id, lane)
                    where due.place <= @perTenant and l.next_at <= clock_timestamp() and l.lease_until <= clock_timestamp()
                    order by l.next_at
                    limit @limit
                    for update of l skip locked)
                returning tenant_id, lane, fence
                """,
                new
                {
                    limit,
                    lease,
                    perTenant,
                    busy = busy.Select(tenant => tenant.Value).ToArray(),
                },
                cancellationToken: ct
            )
        );
        return [.. rows.Select(row => new OutboxLane(TenantId.Parse(row.Tenant), row.Lane, row.Fence))];
    }

    /// <summary>Notes the delivery of the message before and gives the next one of the lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="lease">How long the claim holds from now on.</param>
    /// <param name="delivered">The message before; null when there was none.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    /// <returns>Null when the lane is empty, or lost to another worker.</returns>
    public async Task<OutboxMessage?> NextAsync(OutboxLane lane, TimeSpan lease, long? delivered, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lane);
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select id, key, type, is_notice as IsNotice, suite_id as Suite, agent_id as Agent, to_user as ToUser,
                       receive_id as ReceiveId, event_at as EventAt, attempts, sealed
                from webhook_next(@tenant, @lane, @fence, @lease, @delivered)
                """,
                new
                {
                    tenant = lane.Tenant.Value,
                    lane = lane.Lane,
                    fence = lane.Fence,
                    lease,
                    delivered,
                },
                cancellationToken: ct
            )
        );
        return row?.ToMessage(lane, sealer);
    }

    /// <summary>The message was not taken: its lane waits for <paramref name="retryIn"/>, or goes on without it after <paramref name="giveUpAfter"/>.</summary>
    /// <returns>Whether it was given up.</returns>
    public async Task<bool> FailAsync(OutboxLane lane, long id, string error, TimeSpan retryIn, TimeSpan giveUpAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lane);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select webhook_fail(@tenant, @lane, @fence, @id, @error, @retryIn, @giveUpAfter)",
                new
                {
                    tenant = lane.Tenant.Value,
                    lane = lane.Lane,
                    fence = lane.Fence,
                    id,
                    error,
                    retryIn,
                    giveUpAfter,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>The worker stops: whoever comes next may have the lane at once.</summary>
    public async Task ReleaseAsync(OutboxLane lane, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lane);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update webhook_lane set lease_until = '-infinity' where tenant_id = @tenant and lane = @lane and fence = @fence",
                new
                {
                    tenant = lane.Tenant.Value,
                    lane = lane.Lane,
                    fence = lane.Fence,
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Lists what was not delivered yet, the newest first.</summary>
    public async Task<IReadOnlyList<OutboxReport>> ListAsync(TenantId tenant, string? status, long? before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<OutboxReport>(
            new CommandDefinition(
                """
                select id, type, lane as CorpId, status, created_at as CreatedAt, attempts, error from webhook_message
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

    /// <summary>Has a message sent again that was given up.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> ReplayAsync(TenantId tenant, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    with woken as (
                        insert into webhook_lane (tenant_id, lane)
                        select tenant_id, lane from webhook_message where tenant_id = @tenant and id = @id and status = 'dead'
                        on conflict (tenant_id, lane) do update set next_at = clock_timestamp()
                        returning tenant_id, lane)
                    update webhook_message m
                    set status = 'waiting', tries_since = null
                    from woken
                    where m.tenant_id = woken.tenant_id and m.id = @id and m.status = 'dead'
                    """,
                    new { tenant = tenant.Value, id },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Where a message is sealed for.</summary>
    /// <summary>Forgets what was given up and first tried so long ago.</summary>
    public async Task PruneAsync(TimeSpan keep, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from webhook_message where status = 'dead' and tries_since < clock_timestamp() - @keep",
                new { keep },
                commandTimeout: 0,
                cancellationToken: ct
            )
        );
    }

    internal static string Place(string tenant, byte[] key) => $"webhook_message/{tenant}/{Convert.ToHexStringLower(key)}";

    private sealed class Row
    {
        public long Id { get; init; }
        public required byte[] Key { get; init; }
        public required string Type { get; init; }
        public bool IsNotice { get; init; }
        public string? Suite { get; init; }
        public string? Agent { get; init; }
        public string? ToUser { get; init; }
        public string? ReceiveId { get; init; }
        public DateTime EventAt { get; init; }
        public int Attempts { get; init; }
        public required byte[] Sealed { get; init; }

        public OutboxMessage ToMessage(OutboxLane lane, Sealer sealer) =>
            new(
                Id,
                Type,
                IsNotice,
                lane.Lane,
                Suite,
                Agent,
                ToUser,
                ReceiveId,
                new DateTimeOffset(EventAt),
                Attempts,
                sealer.Open(Sealed, Place(lane.Tenant.Value, Key))
            );
    }
}

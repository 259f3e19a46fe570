using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>The callback handles with their sealed keys.</summary>
public sealed class CallbackHandleStore(NpgsqlDataSource database, Sealer sealer)
{
    private const string Columns = """
        h.handle, h.tenant_id as TenantId, h.suite_id as SuiteId, h.corp_id as CorpId, h.agent_id as AgentId, h.is_provider as IsProvider,
        h.sealed_token as SealedToken, h.sealed_aes_key as SealedAesKey, h.created_at as CreatedAt,
        coalesce(s.provider_corp_id, p.corp_id) as ProviderCorp
        from callback_handle h
        left join suite s on s.tenant_id = h.tenant_id and s.suite_id = h.suite_id
        left join provider p on p.tenant_id = h.tenant_id
        """;

    /// <summary>Issues a handle, or gives one that is there other keys or another binding.</summary>
    /// <returns>False when there is no such tenant, or nothing that it could be bound to.</returns>
    public async Task<bool> PutAsync(CallbackHandleRecord handle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handle);
        await using var connection = await database.OpenConnectionAsync(ct);
        try
        {
            return await connection.ExecuteAsync(
                    new CommandDefinition(
                        """
                        insert into callback_handle as h
                            (handle, tenant_id, sealed_token, sealed_aes_key, suite_id, corp_id, agent_id, is_provider, bound_at)
                        select @handle, t.id, @token, @key, @suite, @corp, @agent, @isProvider, case when @isBound then clock_timestamp() end
                        from tenant t where t.id = @tenant
                        on conflict (handle) do update
                        set sealed_token = excluded.sealed_token, sealed_aes_key = excluded.sealed_aes_key, suite_id = excluded.suite_id,
                            corp_id = excluded.corp_id, agent_id = excluded.agent_id, is_provider = excluded.is_provider,
                            bound_at = excluded.bound_at
                        where h.tenant_id = excluded.tenant_id
                        """,
                        new
                        {
                            handle = handle.Handle,
                            tenant = handle.Tenant.Value,
                            token = sealer.Seal(handle.Token, TokenPlace(handle.Handle)),
                            key = sealer.Seal(handle.EncodingAesKey, KeyPlace(handle.Handle)),
                            suite = handle.Binding.Suite?.Value,
                            corp = handle.Binding.Corp?.Value,
                            agent = handle.Binding.Agent?.Value,
                            isProvider = handle.Binding.IsProvider,
                            isBound = handle.Binding.IsBound,
                        },
                        cancellationToken: ct
                    )
                ) > 0;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }
    }

    /// <summary>Finds a handle of any tenant.</summary>
    public async Task<CallbackHandleRecord?> FindAsync(string handle, CancellationToken ct) =>
        (await QueryAsync("where h.handle = @handle", new { handle }, ct)).SingleOrDefault();

    /// <summary>Finds the handle that was bound last to this suite, app or provider; null when none was.</summary>
    public async Task<CallbackHandleRecord?> FindAsync(TenantId tenant, CallbackBinding binding, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var found = await QueryAsync(
            """
            where h.tenant_id = @tenant and h.suite_id is not distinct from @suite and h.corp_id is not distinct from @corp
              and h.agent_id is not distinct from @agent and h.is_provider = @isProvider
            order by h.bound_at desc
            limit 1
            """,
            new
            {
                tenant = tenant.Value,
                suite = binding.Suite?.Value,
                corp = binding.Corp?.Value,
                agent = binding.Agent?.Value,
                isProvider = binding.IsProvider,
            },
            ct
        );
        return found.SingleOrDefault();
    }

    /// <summary>Lists a tenant's handles in their order.</summary>
    public Task<IReadOnlyList<CallbackHandleRecord>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct) =>
        QueryAsync(
            "where h.tenant_id = @tenant and (@after is null or h.handle > @after) order by h.handle limit @limit",
            new
            {
                tenant = tenant.Value,
                after,
                limit,
            },
            ct
        );

    /// <summary>Withdraws a handle: its URLs lead nowhere from then on.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, string handle, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from callback_handle where tenant_id = @tenant and handle = @handle",
                    new { tenant = tenant.Value, handle },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private static string TokenPlace(string handle) => $"callback_handle/{handle}/token";

    private static string KeyPlace(string handle) => $"callback_handle/{handle}/key";

    private async Task<IReadOnlyList<CallbackHandleRecord>> QueryAsync(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"select {Columns} {where}", parameters, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRecord(sealer))];
    }

    private sealed class Row
    {
        public required string Handle { get; init; }
        public required string TenantId { get; init; }
        public string? SuiteId { get; init; }
        public string? CorpId { get; init; }
        public int? AgentId { get; init; }
        public bool IsProvider { get; init; }
        public required byte[] SealedToken { get; init; }
        public required byte[] SealedAesKey { get; init; }
        public DateTime CreatedAt { get; init; }
        public string? ProviderCorp { get; init; }

        public CallbackHandleRecord ToRecord(Sealer sealer) =>
            new(
                Handle,
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                new CallbackBinding(
                    SuiteId is null ? null : WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                    CorpId is null ? null : WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
                    AgentId is { } agent ? WecomPlatform.Credentials.Ids.AgentId.Create(agent) : null,
                    IsProvider
                ),
                sealer.Open(SealedToken, TokenPlace(Handle)),
                sealer.Open(SealedAesKey, KeyPlace(Handle)),
                new DateTimeOffset(CreatedAt)
            )
            {
                ProviderCorp = ProviderCorp is null ? null : WecomPlatform.Credentials.Ids.CorpId.Parse(ProviderCorp),
            };
    }
}

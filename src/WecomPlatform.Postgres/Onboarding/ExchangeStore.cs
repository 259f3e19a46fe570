using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>Which auth codes were exchanged, and what came of it.</summary>
public sealed class ExchangeStore(NpgsqlDataSource database, Sealer sealer)
{
    private const string WhereId = "where tenant_id = @tenant and suite_id = @suite and code_hash = decode(@hash, 'hex')";

    /// <summary>Finds an exchange.</summary>
    public async Task<ExchangeRecord?> FindAsync(ExchangeId id, CancellationToken ct) =>
        (await QueryAsync($"select {ExchangeRow.Columns} from auth_exchange {WhereId}", Ids(id), ct)).SingleOrDefault();

    /// <summary>Takes the exchange: whoever gets true may call WeCom, once. It is committed on return.</summary>
    public async Task<bool> TryBeginAsync(NewExchange exchange, CancellationToken ct) =>
        await ExecuteAsync(
            """
            insert into auth_exchange (tenant_id, suite_id, code_hash, purpose, state, install_state, event_at, corp_id)
            values (@tenant, @suite, decode(@hash, 'hex'), @purpose, 'started', @installState, @eventAt, @corp)
            on conflict (tenant_id, suite_id, code_hash) do update
            set state = 'started', changed_at = clock_timestamp(), error = null
            where auth_exchange.state = 'waiting'
            """,
            exchange,
            ct
        ) > 0;

    /// <summary>The auth code is certainly not used up: it may be tried again.</summary>
    public Task WaitAsync(NewExchange exchange, string error, CancellationToken ct) =>
        ExecuteAsync(
            """
            insert into auth_exchange as e
                (tenant_id, suite_id, code_hash, purpose, state, install_state, event_at, corp_id, error, sealed_code)
            values (@tenant, @suite, decode(@hash, 'hex'), @purpose, 'waiting', @installState, @eventAt, @corp, @error, @box)
            on conflict (tenant_id, suite_id, code_hash) do update
            set state = 'waiting', error = excluded.error, sealed_code = coalesce(e.sealed_code, excluded.sealed_code),
                changed_at = clock_timestamp()
            where e.state in ('started', 'waiting')
            """,
            exchange,
            ct,
            error
        );

    /// <summary>Stores what the exchange brought, in one transaction with its end.</summary>
    /// <param name="id">Which.</param>
    /// <param name="corp">Who authorized.</param>
    /// <param name="corpName">Its name, for people.</param>
    /// <param name="permanentCode">The permanent code.</param>
    /// <param name="agent">The app; null while it is not known.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    public async Task CompleteAsync(ExchangeId id, CorpId corp, string corpName, Secret permanentCode, AgentId? agent, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select auth_exchange_complete(@tenant, @suite, decode(@hash, 'hex'), @corp, @name, @code, @agent, @kind)",
                new
                {
                    tenant = id.Tenant.Value,
                    suite = id.Suite.Value,
                    hash = id.CodeHash,
                    corp = corp.Value,
                    name = corpName.Length == 0 ? corp.Value : corpName,
                    code = sealer.Seal(permanentCode, AuthorizationStore.Place(id.Tenant, id.Suite, corp)),
                    agent = agent?.Value,
                    kind = AuthorizationStore.AgentKind(id.Suite),
                },
                cancellationToken: ct
            )
        );
    }

    /// <summary>WeCom refused for good.</summary>
    public Task FailAsync(ExchangeId id, string error, CancellationToken ct) => EndAsync(id, "failed", error, ct);

    /// <summary>Nobody knows whether the auth code is used up.</summary>
    public Task DoubtAsync(ExchangeId id, string error, CancellationToken ct) => EndAsync(id, "uncertain", error, ct);

    /// <summary>The app is known now.</summary>
    public Task SetAgentAsync(ExchangeId id, AgentId agent, CancellationToken ct) =>
        ExecuteAsync($"update auth_exchange set agent_id = @agent {WhereId}", id, ct, agent: agent);

    /// <summary>The tenant was told of the state.</summary>
    public Task MarkToldAsync(ExchangeId id, CancellationToken ct) =>
        ExecuteAsync($"update auth_exchange set is_told = true {WhereId} and state in ('done', 'uncertain')", id, ct);

    /// <summary>The administrator has looked at an uncertain one.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> ClearAsync(ExchangeId id, CancellationToken ct) =>
        await ExecuteAsync(
            $"update auth_exchange set state = 'cleared', changed_at = clock_timestamp() {WhereId} and state = 'uncertain'",
            id,
            ct
        ) > 0;

    /// <summary>Lists a suite's uncertain exchanges, the oldest first.</summary>
    public Task<IReadOnlyList<ExchangeRecord>> ListUncertainAsync(TenantId tenant, SuiteId suite, int limit, CancellationToken ct) =>
        QueryAsync(
            $"""
            select {ExchangeRow.Columns} from auth_exchange
            where tenant_id = @tenant and suite_id = @suite and state = 'uncertain' order by created_at limit @limit
            """,
            new
            {
                tenant = tenant.Value,
                suite = suite.Value,
                limit,
            },
            ct
        );

    /// <summary>Those begun that long ago whose caller never came back become uncertain.</summary>
    /// <returns>How many.</returns>
    public async Task<int> DoubtLostAsync(TimeSpan patience, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update auth_exchange
                set state = 'uncertain', is_told = false, changed_at = clock_timestamp(), sealed_code = null,
                    error = 'The node that asked WeCom for the permanent code ended or lost its connection before the answer was stored.'
                where state = 'started' and changed_at < clock_timestamp() - make_interval(secs => @seconds)
                """,
                new { seconds = patience.TotalSeconds },
                cancellationToken: ct
            )
        );
    }

    /// <summary>Takes those whose state has not been told of for that long: whoever ended them did not come to it.</summary>
    public Task<IReadOnlyList<ExchangeRecord>> TakeUntoldAsync(TimeSpan age, int limit, CancellationToken ct) =>
        QueryAsync(
            Take("state in ('done', 'uncertain') and not is_told", ExchangeRow.Columns),
            new { seconds = age.TotalSeconds, limit },
            ct
        );

    /// <summary>Takes auth codes that are kept here, because nobody else will bring them again, and were last tried that long ago.</summary>
    public async Task<IReadOnlyList<NewExchange>> TakeKeptAsync(TimeSpan age, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<KeptRow>(
            new CommandDefinition(
                Take("state = 'waiting' and sealed_code is not null", $"{ExchangeRow.Columns}, sealed_code as Box"),
                new { seconds = age.TotalSeconds, limit },
                cancellationToken: ct
            )
        );
        return
        [
            .. rows.Select(row =>
            {
                var known = row.ToRecord();
                var code = sealer.Open(row.Box, Place(known.Id));
                return new NewExchange(
                    known.Id.Tenant,
                    known.Id.Suite,
                    code,
                    known.Purpose,
                    known.InstallState,
                    known.Corp,
                    known.EventAt,
                    IsKept: true
                );
            }),
        ];
    }

    // Nodes that look at the same time take different ones.
    private static string Take(string condition, string columns) =>
        $"""
            update auth_exchange set changed_at = clock_timestamp()
            where (tenant_id, suite_id, code_hash) in (
                select tenant_id, suite_id, code_hash from auth_exchange
                where {condition} and changed_at < clock_timestamp() - make_interval(secs => @seconds)
                order by changed_at limit @limit for update skip locked)
            returning {columns}
            """;

    private static string Place(ExchangeId id) => $"auth_code/{id.Tenant}/{id.Suite}/{id.CodeHash}";

    private static DynamicParameters Ids(ExchangeId id) =>
        new(
            new
            {
                tenant = id.Tenant.Value,
                suite = id.Suite.Value,
                hash = id.CodeHash,
            }
        );

    private Task<int> EndAsync(ExchangeId id, string state, string error, CancellationToken ct) =>
        ExecuteAsync(
            $"""
            update auth_exchange set state = '{state}', error = @error, sealed_code = null, is_told = false, changed_at = clock_timestamp()
            {WhereId} and state = 'started'
            """,
            id,
            ct,
            error
        );

    private Task<int> ExecuteAsync(string sql, NewExchange exchange, CancellationToken ct, string? error = null)
    {
        var parameters = Ids(exchange.Id);
        parameters.Add("purpose", exchange.Purpose == ExchangePurpose.Reset ? "reset" : "install");
        parameters.Add("installState", exchange.InstallState);
        parameters.Add("eventAt", exchange.EventAt.UtcDateTime);
        parameters.Add("corp", exchange.Corp?.Value);
        parameters.Add("error", error);
        parameters.Add("box", exchange.IsKept ? sealer.Seal(exchange.AuthCode, Place(exchange.Id)) : null, System.Data.DbType.Binary);
        return ExecuteAsync(sql, parameters, ct);
    }

    private Task<int> ExecuteAsync(string sql, ExchangeId id, CancellationToken ct, string? error = null, AgentId? agent = null)
    {
        var parameters = Ids(id);
        parameters.Add("error", error);
        parameters.Add("agent", agent?.Value);
        return ExecuteAsync(sql, parameters, ct);
    }

    private async Task<int> ExecuteAsync(string sql, DynamicParameters parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
    }

    private async Task<IReadOnlyList<ExchangeRecord>> QueryAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<ExchangeRow>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRecord())];
    }

    private sealed class KeptRow : ExchangeRow
    {
        public required byte[] Box { get; init; }
    }
}

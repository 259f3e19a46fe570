using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace WecomPlatform.Postgres.Login;

/// <summary>Logins that were begun, by the state that goes to WeCom and comes back. Only hashes are stored of it and of browsers' cookies.</summary>
public sealed class LoginSessionStore(NpgsqlDataSource database)
{
    /// <summary>Notes a login that begins now.</summary>
    /// <returns>When it is over.</returns>
    public async Task<DateTimeOffset> AddAsync(string wecomState, LoginSession session, TimeSpan life, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await using var connection = await database.OpenConnectionAsync(ct);
        var until = await connection.ExecuteScalarAsync<DateTime>(
            new CommandDefinition(
                """
                insert into login_session (id, tenant_id, key_id, flow, suite_id, corp_id, agent_id, scope, user_type, lang, callback,
                                           redirect_uri, state, nonce, code_challenge, expires_at)
                values (@id, @tenant, @key, @flow, @suite, @corp, @agent, @scope, @userType, @lang, @callback,
                        @redirectUri, @state, @nonce, @challenge, clock_timestamp() + make_interval(secs => @seconds))
                returning expires_at
                """,
                new
                {
                    id = Hash(wecomState),
                    tenant = session.Tenant.Value,
                    key = session.KeyId,
                    flow = session.Flow.Name(),
                    suite = session.Suite?.Value,
                    corp = session.Corp?.Value,
                    agent = session.Agent?.Value,
                    scope = session.Scope,
                    userType = session.UserType,
                    lang = session.Lang,
                    callback = session.Callback.AbsoluteUri,
                    redirectUri = session.RedirectUri,
                    state = session.State,
                    nonce = session.Nonce,
                    challenge = session.CodeChallenge,
                    seconds = life.TotalSeconds,
                },
                cancellationToken: ct
            )
        );
        return new DateTimeOffset(until);
    }

    /// <summary>Ties a login to the browser that goes to WeCom now. The same one may go again until it came back.</summary>
    /// <returns>The session; null when there is none, it is over, or another browser has it.</returns>
    public async Task<LoginSession?> TryBindAsync(string wecomState, string browser, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                $"""
                update login_session set browser = @browser
                where id = @id and used_at is null and expires_at > clock_timestamp() and (browser is null or browser = @browser)
                returning {Row.Columns}
                """,
                new { id = Hash(wecomState), browser = Hash(browser) },
                cancellationToken: ct
            )
        );
        return row?.ToSession();
    }

    /// <summary>Takes a login up, once, for the browser that comes back.</summary>
    /// <param name="wecomState">The state that came.</param>
    /// <param name="flow">The flow whose callback it came to.</param>
    /// <param name="browser">The browser's cookie; null when it sent none.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<(LoginSessionUse Use, LoginSession? Session)> UseAsync(
        string wecomState,
        LoginFlow flow,
        string? browser,
        CancellationToken ct
    )
    {
        var parameters = new
        {
            id = Hash(wecomState),
            flow = flow.Name(),
            browser = browser is null ? null : Hash(browser),
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var taken = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                $"""
                update login_session set used_at = clock_timestamp()
                where id = @id and flow = @flow and browser = @browser and used_at is null and expires_at > clock_timestamp()
                returning {Row.Columns}
                """,
                parameters,
                cancellationToken: ct
            )
        );
        if (taken is not null)
        {
            return (LoginSessionUse.Taken, taken.ToSession());
        }

        var state = await connection.QuerySingleOrDefaultAsync<StateRow>(
            new CommandDefinition(
                """
                select used_at is not null as IsUsed, coalesce(browser = @browser, false) as IsOwn
                from login_session where id = @id and flow = @flow and expires_at > clock_timestamp()
                """,
                parameters,
                cancellationToken: ct
            )
        );
        return state switch
        {
            null => (LoginSessionUse.Unknown, null),
            { IsOwn: false } => (LoginSessionUse.OtherBrowser, null),
            _ => (LoginSessionUse.Used, null),
        };
    }

    /// <summary>Forgets logins that are over.</summary>
    public async Task PruneAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition("delete from login_session where expires_at < clock_timestamp()", cancellationToken: ct)
        );
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed class StateRow
    {
        public bool IsUsed { get; init; }
        public bool IsOwn { get; init; }
    }

    private sealed class Row
    {
        public const string Columns = """
            tenant_id as TenantId, key_id as KeyId, flow, suite_id as SuiteId, corp_id as CorpId, agent_id as AgentId, scope,
            user_type as UserType, lang, callback, redirect_uri as RedirectUri, state, nonce, code_challenge as CodeChallenge
            """;

        public required string TenantId { get; init; }
        public required string KeyId { get; init; }
        public required string Flow { get; init; }
        public string? SuiteId { get; init; }
        public string? CorpId { get; init; }
        public int? AgentId { get; init; }
        public string? Scope { get; init; }
        public string? UserType { get; init; }
        public string? Lang { get; init; }
        public required string Callback { get; init; }
        public required string RedirectUri { get; init; }
        public required string State { get; init; }
        public string? Nonce { get; init; }
        public string? CodeChallenge { get; init; }

        public LoginSession ToSession() =>
            new(
                WecomPlatform.Credentials.Ids.TenantId.Parse(TenantId),
                KeyId,
                LoginFlowNames.Parse(Flow)!.Value,
                new Uri(Callback),
                RedirectUri,
                State
            )
            {
                Suite = SuiteId is null ? null : WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                Corp = CorpId is null ? null : WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
                Agent = AgentId is { } agent ? WecomPlatform.Credentials.Ids.AgentId.Create(agent) : null,
                Scope = Scope,
                UserType = UserType,
                Lang = Lang,
                Nonce = Nonce,
                CodeChallenge = CodeChallenge,
            };
    }
}

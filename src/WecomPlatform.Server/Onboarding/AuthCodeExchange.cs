using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Database;
using WecomPlatform.Wecom.Errors;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Onboarding;

/// <summary>
/// Exchanges auth codes for permanent codes. WeCom takes an auth code once and tells its answer once, so the exchange is committed before
/// the call; an outcome that nobody knows is shown and never tried again.
/// </summary>
internal sealed partial class AuthCodeExchange(
    ExchangeStore exchanges,
    SuiteStore suites,
    UpstreamCalls calls,
    SuiteApi api,
    ICredentialOwners owners,
    IOptions<OnboardingOptions> options,
    OnboardingCounters counters,
    TimeProvider clock,
    ILogger<AuthCodeExchange> logger
)
{
    // A permanent code at hand is worth waiting for the database: WeCom does not tell it again.
    private static readonly TimeSpan WritePatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WritePause = TimeSpan.FromSeconds(1);

    /// <summary>Exchanges an auth code, unless that was done, or is being done, already.</summary>
    /// <param name="exchange">The auth code and what is known of it.</param>
    /// <param name="ct">Ends the wait before the call; once it is made, its outcome is stored.</param>
    /// <returns>How the exchange stands.</returns>
    public async Task<ExchangeRecord> RunAsync(NewExchange exchange, CancellationToken ct)
    {
        if (await exchanges.FindAsync(exchange.Id, ct) is { State: not ExchangeState.Waiting } known)
        {
            return known;
        }

        var proxy = (await suites.FindAsync(exchange.Tenant, exchange.Suite, ct))?.EgressProxy;
        var token = CredentialKey.SuiteAccessToken(exchange.Tenant, exchange.Suite);
        // Asked first, so that an outage costs no auth code: a call that hangs would leave its outcome unknown.
        if (await calls.FindObstacleAsync(token, proxy, ct) is { } obstacle)
        {
            await exchanges.WaitAsync(exchange, obstacle, ct);
        }
        else if (await exchanges.TryBeginAsync(exchange, ct))
        {
            await CallAsync(exchange, token, proxy);
        }

        return await exchanges.FindAsync(exchange.Id, ct) ?? throw new InvalidOperationException("The suite was deleted.");
    }

    private async Task CallAsync(NewExchange exchange, CredentialKey token, Uri? proxy)
    {
        var answer = await calls.CallAsync(
            token,
            proxy,
            (value, deadline) => api.GetPermanentCodeAsync(value, exchange.AuthCode, options.Value.IsV2, proxy, deadline),
            CancellationToken.None
        );
        var end = End(answer);
        await PersistAsync(
            exchange.Id,
            () =>
                end switch
                {
                    ExchangeState.Done => CompleteAsync(exchange.Id, answer.Value!),
                    ExchangeState.Waiting => exchanges.WaitAsync(exchange, answer.Explanation, CancellationToken.None),
                    ExchangeState.Uncertain => exchanges.DoubtAsync(exchange.Id, answer.Explanation, CancellationToken.None),
                    _ => exchanges.FailAsync(exchange.Id, answer.Explanation, CancellationToken.None),
                }
        );
        counters.Exchanged(end);
        LogExchanged(exchange.Id, end, answer.IsSuccess ? string.Empty : answer.Explanation);
        if (answer.Value is { Token: { } first } bought && !exchange.Suite.IsTemplate)
        {
            // The corp's first access_token came with it: nobody needs to fetch it again.
            await owners.PushAsync(
                CredentialKey.AccessToken(exchange.Tenant, bought.Corp.Id, exchange.Suite),
                first,
                CancellationToken.None
            );
        }
    }

    private static ExchangeState End(UpstreamAnswer<PermanentCode> answer) =>
        answer switch
        {
            { IsSuccess: true } => ExchangeState.Done,
            { Error: null } or { Error.IsUnsent: true } => ExchangeState.Waiting,
            { Error.Code: null } => ExchangeState.Uncertain,
            _ => IsUnused(answer.Error) ? ExchangeState.Waiting : ExchangeState.Failed,
        };

    // What says that WeCom did not look at the auth code: a token it does not take, a limit, an address, or that it is busy.
    private static bool IsUnused(WecomError error) =>
        error.Reaction is WecomReaction.RefreshToken or WecomReaction.WaitOutLimit or WecomReaction.AllowIp or WecomReaction.Backoff;

    private Task CompleteAsync(ExchangeId id, PermanentCode code) =>
        exchanges.CompleteAsync(
            id,
            code.Corp.Id,
            code.Corp.Name,
            code.Code,
            code.Corp.Agents is [var app, ..] ? app.Id : null,
            CancellationToken.None
        );

    private async Task PersistAsync(ExchangeId exchange, Func<Task> write)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (NpgsqlException error) when (error.IsAway() && clock.GetElapsedTime(began) < WritePatience)
            {
                LogWaiting(exchange, error.Message);
                await Task.Delay(WritePause, clock);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The exchange of auth code {Exchange} ended: {Outcome}. {Detail}")]
    private partial void LogExchanged(ExchangeId exchange, ExchangeState outcome, string detail);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What the exchange of auth code {Exchange} brought waits for the database: {Reason}"
    )]
    private partial void LogWaiting(ExchangeId exchange, string reason);
}

using System.Globalization;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Onboarding;

namespace WecomPlatform.Server.Onboarding;

/// <summary>The browser comes back from WeCom's page with an auth code and goes on to the SaaS.</summary>
internal sealed class InstallCallback(
    InstallSessionStore sessions,
    AuthCodeExchange exchange,
    ExchangeStore exchanges,
    InstallationFinish finish,
    DatabaseContact database,
    TimeProvider clock
)
{
    private const int MaxText = 512; // an auth_code's longest, in bytes (OD 90603)
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<IResult> RunAsync(string? state, string? authCode, CancellationToken ct)
    {
        if (state is not { Length: > 0 and <= MaxText } || await sessions.FindAsync(state, ct) is not { } session)
        {
            return InstallErrorPage.Unknown();
        }

        if (authCode is not { Length: > 0 and <= MaxText })
        {
            return Back(session, "auth_code_missing");
        }

        var code = new Secret(authCode);
        if (!await sessions.TryUseAsync(state, code, ct))
        {
            return Back(session, "session_used");
        }

        var record = await exchange.RunAsync(
            new NewExchange(
                session.Tenant,
                session.Suite,
                code,
                ExchangePurpose.Install,
                session.State,
                null,
                DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds), // events are told to the second, too
                IsKept: true
            ),
            ct
        );
        record = await SettledAsync(record, ct);
        return record.State switch
        {
            ExchangeState.Done => await FinishAsync(session, record, ct),
            ExchangeState.Waiting or ExchangeState.Started => Back(session, "install_pending"),
            ExchangeState.Failed => Back(session, ExchangeOutcome.Refused),
            _ => Back(session, ExchangeOutcome.Uncertain),
        };
    }

    private static IResult Back(InstallSession session, string error) =>
        Results.Redirect(
            RedirectUriText.With(session.RedirectUri, ("error", error), ("suiteId", session.Suite.Value), ("state", session.State))
        );

    // Another request, or create_auth, may be at it.
    private async Task<ExchangeRecord> SettledAsync(ExchangeRecord record, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        while (record.State == ExchangeState.Started && clock.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Pause, clock, ct);
            record = await exchanges.FindAsync(record.Id, ct) ?? record;
        }

        return record;
    }

    private async Task<IResult> FinishAsync(InstallSession session, ExchangeRecord record, CancellationToken ct)
    {
        var (agent, error) = await finish.RunAsync(record, ct);
        return error is not null
            ? Back(session, "install_pending")
            : Results.Redirect(
                RedirectUriText.With(
                    session.RedirectUri,
                    ("corpId", record.Corp!.Value.Value),
                    ("suiteId", session.Suite.Value),
                    ("agentId", agent?.Value.ToString(CultureInfo.InvariantCulture)),
                    ("state", session.State)
                )
            );
    }
}

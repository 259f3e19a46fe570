using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Onboarding;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Goes on with exchanges that nobody else goes on with, and tells of those whose outcome is unknown.</summary>
internal sealed partial class ExchangeSweep(
    ExchangeStore exchanges,
    InstallSessionStore sessions,
    AuthCodeExchange exchange,
    InstallationFinish finish,
    Notices notices,
    OnboardingCounters counters,
    IOptions<OnboardingOptions> options,
    TimeProvider clock,
    ILogger<ExchangeSweep> logger
) : BackgroundService
{
    private const int Batch = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                LogFailed(error.Message);
            }
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        if (await exchanges.DoubtLostAsync(options.Value.ExchangePatience, ct) is > 0 and var lost)
        {
            counters.Exchanged(ExchangeState.Uncertain, lost);
        }

        foreach (var kept in await exchanges.TakeKeptAsync(options.Value.SweepInterval, Batch, ct))
        {
            await exchange.RunAsync(kept, ct);
        }

        foreach (var untold in await exchanges.TakeUntoldAsync(options.Value.SweepInterval / 2, Batch, ct))
        {
            await TellAsync(untold, ct);
        }

        await sessions.PruneAsync(ct);
    }

    private async Task TellAsync(ExchangeRecord untold, CancellationToken ct)
    {
        if (untold.State == ExchangeState.Uncertain)
        {
            LogUncertain(untold.Id, untold.Error);
            await notices.UncertainAsync(untold, ct);
            await exchanges.MarkToldAsync(untold.Id, ct);
        }
        else if (untold.Purpose == ExchangePurpose.Install)
        {
            await finish.RunAsync(untold, ct);
        }
        else
        {
            await exchanges.MarkToldAsync(untold.Id, ct);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Whether WeCom took the auth code {Exchange} is unknown. It is not tried again: the corp must install the app again. {Reason}"
    )]
    private partial void LogUncertain(ExchangeId exchange, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exchanges could not be looked after: {Reason}")]
    private partial void LogFailed(string reason);
}

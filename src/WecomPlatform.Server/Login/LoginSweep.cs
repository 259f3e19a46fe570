using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Login.Keys;

namespace WecomPlatform.Server.Login;

/// <summary>Makes the next signing key in time, and forgets what is over.</summary>
internal sealed partial class LoginSweep(
    SigningKeys keys,
    LoginSessionStore sessions,
    IssuedCodeStore codes,
    IOptions<LoginOptions> options,
    TimeProvider clock,
    ILogger<LoginSweep> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        do
        {
            try
            {
                await keys.EnsureAsync(stoppingToken);
                await sessions.PruneAsync(stoppingToken);
                await codes.PruneAsync(stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                LogFailed(error.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Logins could not be looked after: {Reason}")]
    private partial void LogFailed(string reason);
}

namespace WecomPlatform.Server.Database;

/// <summary>
/// The driver notes by the wall clock which host is the primary and which one is away, and believes no note that is older than the last:
/// after a clock was set back it would take a standby for one, and miss a failover, until that clock has caught up.
/// </summary>
internal sealed partial class WallClockWatch(DatabaseHosts hosts, TimeProvider clock, ILogger<WallClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wall = new WallClock(clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (wall.LookSetBack() is { Ticks: > 0 } back)
            {
                LogSetBack(back.TotalSeconds);
                hosts.ForgetStates();
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The wall clock was set back by {Seconds:0.0} s. Signing goes by the database's; its hosts are asked anew which of them is the primary."
    )]
    private partial void LogSetBack(double seconds);
}

using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Refreshing;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Server.Owners;

/// <summary>Refreshes what this node uses ahead of time, and lets go of what it no longer does.</summary>
internal sealed class RefreshWorker(RefreshSchedule schedule, LocalCredentialOwners owners, SnapshotCache snapshots, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LetGoAfter = TimeSpan.FromHours(5);

    /// <summary>Stops refreshing and waits for attempts that may have reached WeCom: their answers were paid for.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await owners.StopAsync().WaitAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(schedule.RunAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task SweepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            owners.Sweep(LetGoAfter);
            snapshots.Sweep(LetGoAfter, Instant.Now(clock), clock);
        }
    }
}

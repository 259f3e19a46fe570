using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Callbacks;

/// <summary>Pushes each suite a new ticket every period (wecom-api.md §5.1): the first one period after the suite was made.</summary>
internal sealed class SuiteTicketPusher(World world, CallbackSender sender) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (due, next) = Look();
            foreach (var suite in due)
            {
                // Not awaited: a callback that hangs must not keep the other suites waiting. It issues its ticket before it waits.
                _ = PushAsync(suite, stoppingToken);
            }

            if (due.Count == 0)
            {
                await WaitAsync(next, stoppingToken);
            }
        }
    }

    private (List<Suite> Due, DateTimeOffset? Next) Look()
    {
        lock (world.Gate)
        {
            world.PushTimes.Rearm();
            var now = world.Now;
            var times = world.Suites.All.Where(suite => suite.CommandUrl is not null).ToDictionary(suite => suite, DueAt);
            return ([.. times.Where(pair => pair.Value <= now).Select(pair => pair.Key)], times.Count == 0 ? null : times.Values.Min());
        }
    }

    private DateTimeOffset DueAt(Suite suite)
    {
        var last = world.Credentials.Newest(CredentialOwnerKey.OfSuite(CredentialKind.SuiteTicket, suite.Id))?.IssuedAt ?? suite.Since;
        return last.AddSeconds(world.Settings.SuiteTicketPeriodSeconds);
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var time = next is { } at ? Task.Delay(Wait(at - world.Now), world.Clock, enough.Token) : Task.Delay(-1, enough.Token);
        await Task.WhenAny(time, world.PushTimes.Raised);
        await enough.CancelAsync();
    }

    // At least a moment, for the clock moves on meanwhile; at most a day, for a delay cannot be of any length.
    private static TimeSpan Wait(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds, 1, TimeSpan.MillisecondsPerDay));

    private async Task PushAsync(Suite suite, CancellationToken ct)
    {
        try
        {
            await sender.TicketAsync(suite, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The simulator stops.
        }
    }
}

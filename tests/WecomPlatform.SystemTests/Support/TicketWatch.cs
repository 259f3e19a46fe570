using System.Collections.Concurrent;
using System.Diagnostics;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Watches one app's tickets at the simulator come and go, so that each answer can be judged by the moment it was given.</summary>
public sealed class TicketWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // When the ticket was first found missing, in monotonic ticks: from there on it was certainly dead. 0: it lives.
    private readonly ConcurrentDictionary<(string Kind, string Value), long> _tickets = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SimulatorProcess _simulator;
    private readonly CorpApp _app;
    private readonly Task _work;
    private int _looks;

    private TicketWatch(SimulatorProcess simulator, CorpApp app)
    {
        (_simulator, _app) = (simulator, app);
        _work = Task.Run(WatchAsync);
    }

    public static TicketWatch Start(SimulatorProcess simulator, CorpApp app) => new(simulator, app);

    /// <summary>How many different values there were.</summary>
    public int Values(string kind) => _tickets.Keys.Count(ticket => ticket.Kind == kind);

    /// <summary>The page was signed with tickets of this app that were not yet dead when it was asked for.</summary>
    public void Check(SignedPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        page.Answer.IsSuccess.ShouldBeTrue(page.Answer.Text);
        foreach (var (kind, _) in page.Answer.Json["signatures"]!.AsObject())
        {
            var (ticket, goneAt) = _tickets.FirstOrDefault(ticket =>
                ticket.Key.Kind == kind && SignatureChecker.Fits(ticket.Key.Value, page.Answer, kind)
            );
            ticket.Value.ShouldNotBeNull($"no {kind} ticket made {page.Answer.Text}");
            (goneAt == 0 || page.Sent < goneAt).ShouldBeTrue(
                $"the {kind} ticket was dead for {Stopwatch.GetElapsedTime(goneAt, page.Sent).TotalMilliseconds} ms"
            );
        }
    }

    /// <summary>Returns when it has seen all tickets that there were at the call.</summary>
    public Task CatchUpAsync()
    {
        var begun = Volatile.Read(ref _looks);
        // The look that is under way may have begun before.
        return Eventually.TrueAsync(() => Volatile.Read(ref _looks) >= begun + 2, "the simulator's tickets are seen");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var credentials = await _simulator.CredentialsAsync();
            var seen = Stopwatch.GetTimestamp();
            var alive = new HashSet<(string, string)>();
            foreach (var (kind, list) in new[] { ("corp", "corpTickets"), ("agent", "agentTickets") })
            {
                foreach (var ticket in credentials[list]!.AsArray().Where(ticket => (string?)ticket!["corpId"] == _app.CorpId))
                {
                    alive.Add((kind, (string)ticket!["value"]!));
                    _tickets.TryAdd((kind, (string)ticket["value"]!), 0);
                }
            }

            foreach (var (ticket, goneAt) in _tickets)
            {
                if (goneAt == 0 && !alive.Contains(ticket))
                {
                    _tickets[ticket] = seen;
                }
            }

            Interlocked.Increment(ref _looks);
            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

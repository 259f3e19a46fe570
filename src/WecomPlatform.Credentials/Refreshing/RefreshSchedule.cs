using System.Threading.Channels;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Refreshing;

/// <summary>
/// Keeps what this node uses fresh: asks a credential's owner as soon as its refresh is due, so that no request has to. What was not
/// read for two lifetimes is let go.
/// </summary>
public sealed class RefreshSchedule : IDisposable
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1); // timers end at 49 days, lives need not

    private readonly PriorityQueue<Snapshot, long> _due = new();
    private readonly Channel<Snapshot> _incoming = Channel.CreateUnbounded<Snapshot>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SnapshotCache _cache;
    private readonly ICredentialOwners _owners;
    private readonly TimeProvider _clock;

    /// <summary>Begins to watch the cache.</summary>
    public RefreshSchedule(SnapshotCache cache, ICredentialOwners owners, TimeProvider clock)
    {
        _cache = cache;
        _owners = owners;
        _clock = clock;
        _cache.Changed += OnChanged;
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            while (_incoming.Reader.TryRead(out var snapshot))
            {
                Enqueue(snapshot, snapshot.Due.Remaining(Now(), _clock));
            }

            while (_due.TryPeek(out var next, out var at) && at <= _clock.GetTimestamp())
            {
                _due.Dequeue();
                Refresh(next, ct);
            }

            await WaitForWorkAsync(ct);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Changed -= OnChanged;

    private void OnChanged(Snapshot snapshot) => _incoming.Writer.TryWrite(snapshot);

    private void Refresh(Snapshot snapshot, CancellationToken ct)
    {
        var current = _cache.Peek(snapshot.Key);
        if (current is not null && !current.IsSameAs(snapshot))
        {
            return; // A newer one is in the queue by itself.
        }

        var idle = _cache.IdleFor(snapshot.Key, Now(), _clock);
        if (current is null || idle is null || idle > snapshot.Lifetime * 2)
        {
            _cache.Evict(snapshot.Key);
            return;
        }

        // A value at its end is fetched in the foreground by nature; nobody must wait for it here.
        _ = AskAsync(snapshot.Key, ct);
        var left = current.Expires.Remaining(Now(), _clock) / 8;
        Enqueue(
            current,
            left < Soonest ? Soonest
                : left > Latest ? Latest
                : left
        );
    }

    private async Task AskAsync(CredentialKey key, CancellationToken ct)
    {
        try
        {
            await _owners.GetAsync(key, Generation.None, ct);
        }
        catch (OperationCanceledException)
        {
            // The node is stopping.
        }
    }

    private async Task WaitForWorkAsync(CancellationToken ct)
    {
        if (!_due.TryPeek(out _, out var at))
        {
            await _incoming.Reader.WaitToReadAsync(ct);
            return;
        }

        var now = _clock.GetTimestamp();
        if (at <= now)
        {
            return;
        }

        var wait = _clock.GetElapsedTime(now, at);
        using var alarm = new CancellationTokenSource(wait < LongestSleep ? wait : LongestSleep, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, alarm.Token);
        try
        {
            await _incoming.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Something is due.
        }
    }

    private void Enqueue(Snapshot snapshot, TimeSpan wait) =>
        _due.Enqueue(snapshot, _clock.GetTimestamp() + (long)(wait.TotalSeconds * _clock.TimestampFrequency));

    private Instant Now() => Instant.Now(_clock);
}

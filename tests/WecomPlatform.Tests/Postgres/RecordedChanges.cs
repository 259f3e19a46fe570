using System.Collections.Concurrent;
using WecomPlatform.Postgres.Changes;

namespace WecomPlatform.Tests.Postgres;

/// <summary>What a change feed told.</summary>
public sealed class RecordedChanges : IChangeHandler
{
    private int _resyncs;

    public ConcurrentDictionary<Change, int> Told { get; } = new();

    public int Resyncs => Volatile.Read(ref _resyncs);

    public Task OnChangedAsync(IReadOnlyCollection<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            Told.AddOrUpdate(change, 1, static (_, n) => n + 1);
        }

        return Task.CompletedTask;
    }

    public Task OnResyncAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _resyncs);
        return Task.CompletedTask;
    }
}

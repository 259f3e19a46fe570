using System.Collections.Concurrent;

namespace WecomPlatform.Server.Registry;

/// <summary>
/// A node's copy of a table, loaded line by line as it is asked for and told when a line changes. What is not there is remembered for
/// a moment too, so that unknown ids do not become a query each; no more than <paramref name="maxAbsent"/> of it.
/// </summary>
internal sealed class ReadThrough<TKey, TValue>(
    Func<TKey, CancellationToken, Task<TValue?>> load,
    TimeProvider clock,
    int maxAbsent = 10_000
)
    where TKey : notnull
    where TValue : class
{
    private const int ReloadsAtOnce = 8;
    private static readonly TimeSpan AbsenceHolds = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TKey, Line<TValue>> _lines = new();
    private readonly ConcurrentQueue<(TKey Key, Line<TValue> Line)> _absent = new();
    private long _sequence;

    /// <summary>How many lines are held, present or absent.</summary>
    public int Count => _lines.Count;

    /// <summary>Gets a value when this node has it, or knows that there is none.</summary>
    public bool TryGet(TKey key, out TValue? value)
    {
        value = null;
        if (!_lines.TryGetValue(key, out var line) || !line.IsLoaded)
        {
            return false;
        }

        value = line.Value;
        return value is not null || clock.GetElapsedTime(line.LoadedAt) < AbsenceHolds;
    }

    /// <summary>Gets a value; completes at once when this node has it.</summary>
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken ct) =>
        TryGet(key, out var value) ? ValueTask.FromResult(value) : LoadAsync(key, ct);

    /// <summary>The line itself, which always shows the latest that this node knows; null when it was never asked for.</summary>
    public Line<TValue>? Find(TKey key) => _lines.GetValueOrDefault(key);

    /// <summary>A line changed: whoever holds it here loads it again before this returns.</summary>
    public async Task ReloadAsync(TKey key, CancellationToken ct)
    {
        if (_lines.ContainsKey(key))
        {
            await ReadAsync(key, ct);
        }
    }

    /// <summary>Loads again all lines held that a condition chooses; absent ones are dropped.</summary>
    public async Task ReloadAsync(Func<TValue, bool> choose, CancellationToken ct)
    {
        foreach (var (key, line) in _lines.Where(line => line.Value.Value is null))
        {
            DropAbsent(key, line);
        }

        await Parallel.ForEachAsync(
            _lines.Where(line => line.Value.Value is { } value && choose(value)).Select(line => line.Key),
            new ParallelOptions { MaxDegreeOfParallelism = ReloadsAtOnce, CancellationToken = ct },
            async (key, token) => await ReadAsync(key, token)
        );
    }

    // Callers at the same time share one query; one caller's cancellation does not end it for the others.
    private async ValueTask<TValue?> LoadAsync(TKey key, CancellationToken ct)
    {
        var line = _lines.GetOrAdd(key, static _ => new Line<TValue>());
        Task<TValue?> loading;
        lock (line)
        {
            if (line.Loading is null or { IsCompleted: true })
            {
                line.Loading = Task.Run(() => ReadAsync(key, CancellationToken.None), CancellationToken.None);
            }

            loading = line.Loading;
        }

        return await loading.WaitAsync(ct);
    }

    private async Task<TValue?> ReadAsync(TKey key, CancellationToken ct)
    {
        var sequence = Interlocked.Increment(ref _sequence);
        var value = await load(key, ct);
        while (true)
        {
            var line = _lines.GetOrAdd(key, static _ => new Line<TValue>());
            lock (line)
            {
                if (line.IsDropped)
                {
                    continue;
                }

                // A query that began earlier must not overwrite the answer of a later one.
                if (sequence > line.Sequence)
                {
                    line.Sequence = sequence;
                    line.Set(value, clock.GetTimestamp());
                }

                value = line.Value;
                if (value is null && !line.IsQueued)
                {
                    line.IsQueued = true;
                    _absent.Enqueue((key, line));
                }
            }

            Bound();
            return value;
        }
    }

    // Whoever asks for made-up ids makes this node read, not grow.
    private void Bound()
    {
        while (_absent.Count > maxAbsent && _absent.TryDequeue(out var oldest))
        {
            DropAbsent(oldest.Key, oldest.Line);
        }
    }

    private void DropAbsent(TKey key, Line<TValue> line)
    {
        lock (line)
        {
            line.IsQueued = false;
            if (line.Value is null && line.IsLoaded)
            {
                line.IsDropped = true;
                _lines.TryRemove(new KeyValuePair<TKey, Line<TValue>>(key, line));
            }
        }
    }
}

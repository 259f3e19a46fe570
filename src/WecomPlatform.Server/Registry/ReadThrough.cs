using System.Collections.Concurrent;

namespace WecomPlatform.Server.Registry;

/// <summary>
/// A node's copy of a table, loaded line by line as it is asked for and told when a line changes. What is not there is remembered for
/// a moment too, so that unknown ids do not become a query each.
/// </summary>
internal sealed class ReadThrough<TKey, TValue>(Func<TKey, CancellationToken, Task<TValue?>> load, TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private const int ReloadsAtOnce = 8;
    private const int LoadsBetweenTrims = 10_000;
    private static readonly TimeSpan AbsenceHolds = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _sequence;
    private long _loads;

    /// <summary>Gets a value; completes at once when this node has it.</summary>
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken ct)
    {
        if (
            _entries.TryGetValue(key, out var entry)
            && entry.IsLoaded
            && (entry.Value is not null || clock.GetElapsedTime(entry.LoadedAt) < AbsenceHolds)
        )
        {
            return ValueTask.FromResult(entry.Value);
        }

        return LoadAsync(key, ct);
    }

    /// <summary>A line changed: whoever holds it here loads it again before this returns.</summary>
    public async Task ReloadAsync(TKey key, CancellationToken ct)
    {
        if (_entries.ContainsKey(key))
        {
            await ReadAsync(key, ct);
        }
    }

    /// <summary>Loads again all lines held that a condition chooses; absent ones are dropped.</summary>
    public async Task ReloadAsync(Func<TValue, bool> choose, CancellationToken ct)
    {
        foreach (var (key, _) in _entries.Where(entry => entry.Value.Value is null))
        {
            _entries.TryRemove(key, out _);
        }

        await Parallel.ForEachAsync(
            _entries.Where(entry => entry.Value.Value is { } value && choose(value)).Select(entry => entry.Key),
            new ParallelOptions { MaxDegreeOfParallelism = ReloadsAtOnce, CancellationToken = ct },
            async (key, token) => await ReadAsync(key, token)
        );
    }

    // Callers at the same time share one query; one caller's cancellation does not end it for the others.
    private async ValueTask<TValue?> LoadAsync(TKey key, CancellationToken ct)
    {
        Trim();
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        Task<TValue?> loading;
        lock (entry.Gate)
        {
            if (entry.Loading is null or { IsCompleted: true })
            {
                entry.Loading = Task.Run(() => ReadAsync(key, CancellationToken.None), CancellationToken.None);
            }

            loading = entry.Loading;
        }

        return await loading.WaitAsync(ct);
    }

    // A query that began earlier must not overwrite the answer of a later one.
    private async Task<TValue?> ReadAsync(TKey key, CancellationToken ct)
    {
        var sequence = Interlocked.Increment(ref _sequence);
        var value = await load(key, ct);
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        lock (entry.Gate)
        {
            if (sequence > entry.Sequence)
            {
                entry.Sequence = sequence;
                entry.Value = value;
                entry.LoadedAt = clock.GetTimestamp();
                entry.IsLoaded = true;
            }

            return entry.Value;
        }
    }

    // What is not there is let go before it adds up: whoever asks for made-up ids makes this node read, not grow.
    private void Trim()
    {
        if (Interlocked.Increment(ref _loads) % LoadsBetweenTrims != 0)
        {
            return;
        }

        foreach (var (key, entry) in _entries)
        {
            if (entry.IsLoaded && entry.Value is null && clock.GetElapsedTime(entry.LoadedAt) >= AbsenceHolds)
            {
                _entries.TryRemove(key, out _);
            }
        }
    }

    private sealed class Entry
    {
        private TValue? _value;
        private bool _isLoaded;

        public Lock Gate { get; } = new();
        public Task<TValue?>? Loading { get; set; }
        public long Sequence { get; set; }
        public long LoadedAt { get; set; }

        public TValue? Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }

        public bool IsLoaded
        {
            get => Volatile.Read(ref _isLoaded);
            set => Volatile.Write(ref _isLoaded, value);
        }
    }
}

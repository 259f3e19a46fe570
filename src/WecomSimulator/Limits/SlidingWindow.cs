namespace WecomSimulator.Limits;

/// <summary>
/// The moments (Unix milliseconds) that still count for one key. Exact rather than bucketed; it cannot outgrow its limit,
/// for what exceeds the limit is refused and not counted.
/// </summary>
internal sealed class SlidingWindow
{
    private readonly Queue<long> _hits = new();

    public long BlockedUntil { get; set; }

    public IReadOnlyCollection<long> Hits => _hits;

    public void Add(long at) => _hits.Enqueue(at);

    public int Count(long now, TimeSpan window)
    {
        while (_hits.TryPeek(out var oldest) && oldest <= now - (long)window.TotalMilliseconds)
        {
            _hits.Dequeue();
        }

        return _hits.Count;
    }

    public bool IsIdle(long now, TimeSpan window) => BlockedUntil <= now && Count(now, window) == 0;
}

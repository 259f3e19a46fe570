namespace WecomSimulator.Callbacks;

/// <summary>The last attempts to deliver callbacks, in order.</summary>
internal sealed class PushBook
{
    private const int LogSize = 10_000;

    private readonly Queue<PushRecord> _log = new();
    private long _lastSeq;

    public PushRecord Add(PushRecord attempt)
    {
        var kept = attempt with { Seq = ++_lastSeq };
        _log.Enqueue(kept);
        if (_log.Count > LogSize)
        {
            _log.Dequeue();
        }

        return kept;
    }

    public List<PushRecord> Log(long since) => [.. _log.Where(attempt => attempt.Seq > since)];

    public void Clear() => _log.Clear();
}

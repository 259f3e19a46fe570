using System.Collections.Concurrent;

namespace WecomPlatform.Server.Callbacks;

/// <summary>How many callbacks and commands this node saw, and what became of them.</summary>
internal sealed class CallbackCounters
{
    private readonly ConcurrentDictionary<(string Figure, string Type, string Outcome), long> _counts = new();
    private long _receiveIdMismatches;

    /// <summary>How many callbacks were encrypted for an unexpected receiveid.</summary>
    public long ReceiveIdMismatches => Volatile.Read(ref _receiveIdMismatches);

    public void CountCallback(string type, string outcome) => Count("callbacks", type, outcome);

    public void CountCommand(string type, string outcome) => Count("inbox_commands", type, outcome);

    public void CountReceiveIdMismatch() => Interlocked.Increment(ref _receiveIdMismatches);

    public IEnumerable<(string Figure, string Type, string Outcome, long Count)> Read() =>
        _counts.Select(entry => (entry.Key.Figure, entry.Key.Type, entry.Key.Outcome, entry.Value));

    private void Count(string figure, string type, string outcome) =>
        _counts.AddOrUpdate((figure, type, outcome), 1, static (_, count) => count + 1);
}

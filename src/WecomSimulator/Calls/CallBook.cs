using System.Globalization;

namespace WecomSimulator.Calls;

/// <summary>Counts every call of /cgi-bin and remembers the last ones in order.</summary>
internal sealed class CallBook
{
    private const int LogSize = 100_000;

    private readonly SortedDictionary<string, CallCount> _counts = new(StringComparer.Ordinal);
    private readonly CallRecord?[] _log = new CallRecord?[LogSize];
    private long _lastSeq;

    public void Add(DateTimeOffset at, string method, string path, CallerId caller, string ip, int? errcode, string? fault)
    {
        var name = $"{method} {path}";
        if (!_counts.TryGetValue(name, out var count))
        {
            _counts[name] = count = new CallCount();
        }

        count.Total++;
        Increment(count.ByKey, caller.Label);
        if (errcode != 0)
        {
            Increment(count.Errors, errcode?.ToString(CultureInfo.InvariantCulture) ?? fault ?? "");
        }

        _lastSeq++;
        var moment = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        _log[_lastSeq % LogSize] = new CallRecord(
            _lastSeq,
            moment,
            path,
            caller.CorpId,
            caller.AgentId,
            errcode,
            ip,
            fault,
            caller.SuiteId
        );
    }

    public Dictionary<string, CallCount> Counts() =>
        _counts.ToDictionary(pair => pair.Key, pair => pair.Value.Copy(), StringComparer.Ordinal);

    /// <summary>The calls after <paramref name="since"/>, as far back as they are remembered.</summary>
    public List<CallRecord> Log(long since)
    {
        var calls = new List<CallRecord>();
        for (var seq = Math.Max(Math.Max(since, 0), _lastSeq - LogSize) + 1; seq <= _lastSeq; seq++)
        {
            if (_log[seq % LogSize] is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    /// <summary>Forgets counts and log; the sequence goes on, so that a reader's last number stays good.</summary>
    public void Clear()
    {
        _counts.Clear();
        Array.Clear(_log);
    }

    private static void Increment(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}

namespace WecomSimulator.Limits;

/// <summary>Every limit's counters, who is blocked, and how often each rule refused a call.</summary>
internal sealed class LimitBook
{
    private const long SweepEveryMs = 60_000;

    private readonly Dictionary<(LimitRule Rule, string Key), SlidingWindow> _windows = [];
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private long _sweptAt;

    /// <summary>Calls refused, by rule.</summary>
    public IReadOnlyDictionary<string, long> Refused => _refused;

    public IEnumerable<(LimitRule Rule, string Key, SlidingWindow Window)> Windows =>
        _windows.Select(pair => (pair.Key.Rule, pair.Key.Key, pair.Value));

    /// <summary>Whether one more call is allowed; if it is one too many, the block begins with it. Does not count it.</summary>
    public bool Allows(LimitRule rule, string key, int limit, DateTimeOffset at)
    {
        if (IsBlocked(rule, key, at))
        {
            return false;
        }

        var now = at.ToUnixTimeMilliseconds();
        if (!_windows.TryGetValue((rule, key), out var window) || window.Count(now, rule.Window) < limit)
        {
            return true;
        }

        window.BlockedUntil = now + (long)rule.Block.TotalMilliseconds;
        Refuse(rule.Name);
        return false;
    }

    public bool IsBlocked(LimitRule rule, string key, DateTimeOffset at)
    {
        var now = at.ToUnixTimeMilliseconds();
        Sweep(now);
        if (!_windows.TryGetValue((rule, key), out var window) || window.BlockedUntil <= now)
        {
            return false;
        }

        Refuse(rule.Name);
        return true;
    }

    public void Count(LimitRule rule, string key, DateTimeOffset at) => Window(rule, key).Add(at.ToUnixTimeMilliseconds());

    /// <summary>Counts one and blocks at once when the limit is reached, not only when it is exceeded.</summary>
    public void Strike(LimitRule rule, string key, int limit, DateTimeOffset at)
    {
        var now = at.ToUnixTimeMilliseconds();
        var window = Window(rule, key);
        window.Add(now);
        if (window.Count(now, rule.Window) >= limit)
        {
            window.BlockedUntil = now + (long)rule.Block.TotalMilliseconds;
        }
    }

    public void Refuse(string rule) => _refused[rule] = _refused.GetValueOrDefault(rule) + 1;

    public SlidingWindow Window(LimitRule rule, string key)
    {
        if (!_windows.TryGetValue((rule, key), out var window))
        {
            _windows[(rule, key)] = window = new SlidingWindow();
        }

        return window;
    }

    public void Clear()
    {
        _windows.Clear();
        _refused.Clear();
    }

    private void Sweep(long now)
    {
        if (now - _sweptAt < SweepEveryMs)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (id, window) in _windows)
        {
            if (window.IsIdle(now, id.Rule.Window))
            {
                _windows.Remove(id);
            }
        }
    }
}

using WecomSimulator.Limits;

namespace WecomSimulator.State;

/// <summary>One limit's counter; times in Unix milliseconds.</summary>
internal sealed record SavedLimit(string Rule, string Key, IReadOnlyList<long> Hits, long BlockedUntil)
{
    public static SavedLimit Of(LimitRule rule, string key, SlidingWindow window) =>
        new(rule.Name, key, [.. window.Hits], window.BlockedUntil);

    public void Into(LimitBook limits)
    {
        if (LimitRule.All.FirstOrDefault(rule => rule.Name == Rule) is not { } rule)
        {
            return;
        }

        var window = limits.Window(rule, Key);
        window.BlockedUntil = BlockedUntil;
        foreach (var hit in Hits)
        {
            window.Add(hit);
        }
    }
}

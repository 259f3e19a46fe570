using System.Collections.Concurrent;

namespace WecomPlatform.Server.Forwarding;

/// <summary>How many messages this node sent to webhooks, by outcome.</summary>
internal sealed class WebhookCounters
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Count(string outcome) => _counts.AddOrUpdate(outcome, 1, static (_, count) => count + 1);

    public IEnumerable<(string Outcome, long Count)> Read() => _counts.Select(entry => (entry.Key, entry.Value));
}

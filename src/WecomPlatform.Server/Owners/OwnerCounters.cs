using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Server.Owners;

/// <summary>How often owners of this node fetched and failed, by kind and outcome.</summary>
internal sealed class OwnerCounters
{
    private readonly ConcurrentDictionary<(CredentialKind Kind, string Outcome), long> _counts = new();

    public void Count(CredentialKind kind, string outcome) => _counts.AddOrUpdate((kind, outcome), 1, static (_, count) => count + 1);

    public IEnumerable<(CredentialKind Kind, string Outcome, long Count)> Read() =>
        _counts.Select(entry => (entry.Key.Kind, entry.Key.Outcome, entry.Value));
}

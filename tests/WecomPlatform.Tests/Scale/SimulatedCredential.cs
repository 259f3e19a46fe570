using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Tests.Scale;

/// <summary>One credential's row and the nodes that hold it. When it is refreshed is the real policy's business.</summary>
internal sealed class SimulatedCredential(CredentialKey key, CredentialPolicy policy, Work work)
{
    private readonly Dictionary<int, TimeSpan> _lastUsed = [];
    private CredentialState _state = CredentialState.Unknown;

    /// <summary>When its refresh is due; null while no node holds it.</summary>
    public TimeSpan? Due { get; private set; }

    /// <summary>Marks it used by a node.</summary>
    /// <returns>Whether the node held it.</returns>
    public bool Use(int node, TimeSpan at)
    {
        var held = _lastUsed.ContainsKey(node);
        _lastUsed[node] = at;
        return held;
    }

    public CredentialDecision Decide(TimeSpan at) => CredentialPolicy.Decide(_state, Generation.None, Moment(at));

    /// <summary>Lets go those who have not used it for that long.</summary>
    public IReadOnlyList<int> Keep(TimeSpan idle, TimeSpan at)
    {
        foreach (var (node, last) in _lastUsed.Where(used => at - used.Value > idle).ToList())
        {
            _lastUsed.Remove(node);
        }

        Due = _lastUsed.Count > 0 ? Due : null;
        return [.. _lastUsed.Keys];
    }

    public void Fetch(TimeSpan at, bool isWaitedFor)
    {
        var row = new CredentialRow(key)
        {
            ReadAt = Moment(at),
            Generation = new Generation((long)at.TotalMicroseconds + 1),
            Value = new Secret("value"),
            Remaining = Demand.Lifetime,
            Lifetime = Demand.Lifetime,
        };
        _state = policy.Adopt(row, TimeProvider.System);
        Due = at + _state.Snapshot!.Due.Remaining(Moment(at), TimeProvider.System);
        work.Fetched(key.Kind, at, isWaitedFor, _lastUsed.Count);
    }

    private static Instant Moment(TimeSpan at) =>
        new(DateTimeOffset.UnixEpoch + at, (long)(at.TotalSeconds * TimeProvider.System.TimestampFrequency));
}

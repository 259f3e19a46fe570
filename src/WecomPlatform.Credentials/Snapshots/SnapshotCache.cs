using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Snapshots;

/// <summary>The node's own copies of credentials: what signing reads. Nothing in here waits.</summary>
public sealed class SnapshotCache : ISnapshotSink
{
    private readonly ConcurrentDictionary<CredentialKey, SnapshotSlot> _slots = new();

    /// <summary>Raised after a newer snapshot was taken in.</summary>
    public event Action<Snapshot>? Changed;

    /// <summary>How many credentials this node holds.</summary>
    public int Count => _slots.Count;

    /// <summary>The keys this node holds, as they are while it goes through them.</summary>
    public IEnumerable<CredentialKey> Keys => _slots.Select(slot => slot.Key);

    /// <summary>Reads a value that may be used without asking its owner: before its mandatory window. Marks it used.</summary>
    public bool TryRead(in CredentialKey key, in Instant now, [NotNullWhen(true)] out Snapshot? snapshot)
    {
        snapshot = null;
        if (!_slots.TryGetValue(key, out var slot))
        {
            return false;
        }

        slot.MarkUsed(now);
        if (slot.Current is not { } current || current.Waits.HasPassed(now))
        {
            return false;
        }

        snapshot = current;
        return true;
    }

    /// <summary>Whether this node holds the credential.</summary>
    public bool Holds(in CredentialKey key) => _slots.ContainsKey(key);

    /// <summary>The snapshot held, dead or alive, without marking it used.</summary>
    public Snapshot? Peek(in CredentialKey key) => _slots.TryGetValue(key, out var slot) ? slot.Current : null;

    /// <summary>How long ago the credential was read; null when it never was.</summary>
    public TimeSpan? IdleFor(in CredentialKey key, in Instant now, TimeProvider clock) =>
        _slots.TryGetValue(key, out var slot) && slot.LastUsed != 0 ? clock.GetElapsedTime(slot.LastUsed, now.Monotonic) : null;

    /// <summary>Marks a credential as in use, e.g. because somebody waits for it.</summary>
    public void MarkUsed(in CredentialKey key, in Instant now) => _slots.GetOrAdd(key, static _ => new SnapshotSlot()).MarkUsed(now);

    /// <inheritdoc />
    public void Offer(Snapshot snapshot)
    {
        if (_slots.GetOrAdd(snapshot.Key, static _ => new SnapshotSlot()).Offer(snapshot))
        {
            Changed?.Invoke(snapshot);
        }
    }

    /// <inheritdoc />
    public void Withdraw(CredentialKey key, Generation upTo)
    {
        if (_slots.TryGetValue(key, out var slot))
        {
            slot.Withdraw(upTo);
        }
    }

    /// <summary>Drops places that were asked for and never filled, once nobody has asked for that long.</summary>
    public void Sweep(TimeSpan idle, in Instant now, TimeProvider clock)
    {
        foreach (var (key, slot) in _slots)
        {
            if (slot.Current is null && clock.GetElapsedTime(slot.LastUsed, now.Monotonic) >= idle)
            {
                _slots.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Drops a credential that nobody reads any more.</summary>
    public void Evict(in CredentialKey key) => _slots.TryRemove(key, out _);
}

using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Owners;

/// <summary>
/// Remembers for whom a parent's value worked, so that one child whose own trouble looks like a dead token (a cancelled corp, a
/// disabled app) does not make everybody's token be fetched again.
/// </summary>
internal sealed class ParentTrust(CredentialPolicy policy, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CredentialKey, Witnesses> _witnesses = new();

    /// <summary>The parent's value worked for this child.</summary>
    public void Worked(Snapshot parent, CredentialKey child)
    {
        var now = new Witness(child, clock.GetTimestamp());
        _witnesses.AddOrUpdate(
            parent.Key,
            static (_, args) => new Witnesses(args.Generation, args.Now, null),
            static (_, before, args) =>
                before.Generation != args.Generation ? new Witnesses(args.Generation, args.Now, null)
                : before.Last.Child == args.Now.Child ? before with { Last = args.Now }
                : new Witnesses(args.Generation, args.Now, before.Last),
            (parent.Generation, Now: now)
        );
    }

    /// <summary>Whether this child's complaint condemns the parent's value.</summary>
    public bool Condemns(Snapshot parent, CredentialKey child)
    {
        if (!_witnesses.TryGetValue(parent.Key, out var witnesses) || witnesses.Generation != parent.Generation)
        {
            return true;
        }

        var other = witnesses.Last.Child == child ? witnesses.Other : witnesses.Last;
        return other is null || !IsRecent(other) || !policy.IsTrusted(clock.GetElapsedTime(parent.FetchedAt), parent.Lifetime);
    }

    /// <summary>Forgets for whom a parent's value worked.</summary>
    public void Forget(CredentialKey parent) => _witnesses.TryRemove(parent, out _);

    /// <summary>Forgets what is too long ago to matter.</summary>
    public void Sweep()
    {
        foreach (var (parent, witnesses) in _witnesses)
        {
            if (!IsRecent(witnesses.Last))
            {
                _witnesses.TryRemove(parent, out _);
            }
        }
    }

    private bool IsRecent(Witness witness) => clock.GetElapsedTime(witness.At) < Recent;

    private sealed record Witness(CredentialKey Child, long At);

    private sealed record Witnesses(Generation Generation, Witness Last, Witness? Other);
}

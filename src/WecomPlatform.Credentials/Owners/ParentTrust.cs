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

    private readonly ConcurrentDictionary<CredentialKey, Witness> _witnesses = new();

    /// <summary>The parent's value worked for this child.</summary>
    public void Worked(Snapshot parent, CredentialKey child) =>
        _witnesses[parent.Key] = new Witness(parent.Generation, child, clock.GetTimestamp());

    /// <summary>Whether this child's complaint condemns the parent's value.</summary>
    public bool Condemns(Snapshot parent, CredentialKey child)
    {
        if (!_witnesses.TryGetValue(parent.Key, out var witness) || witness.Generation != parent.Generation || witness.Child == child)
        {
            return true;
        }

        var age = clock.GetUtcNow() - parent.FetchedAt;
        var isRecent = clock.GetElapsedTime(witness.At) < Recent;
        return !isRecent || !policy.IsTrusted(age, parent.Lifetime);
    }

    private sealed record Witness(Generation Generation, CredentialKey Child, long At);
}

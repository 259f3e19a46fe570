using WecomSimulator.Settings;

namespace WecomSimulator.Credentials;

/// <summary>Every value issued, the dead ones for a while longer: an expired token is answered otherwise than an unknown one.</summary>
internal sealed class CredentialStore
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Credential> _byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<CredentialOwnerKey, Credential> _newest = [];
    private DateTimeOffset _sweptAt;

    /// <summary>Oldest first.</summary>
    public IEnumerable<Credential> All => _byValue.Values;

    public Credential? Find(string value) => _byValue.GetValueOrDefault(value);

    /// <summary>The value a fetch is answered with. <paramref name="issued"/>: it is a new one.</summary>
    public Credential Fetch(CredentialOwnerKey owner, SimulatorSettings settings, DateTimeOffset now, out bool issued)
    {
        if (settings.SameTokenWithinValidity && _newest.TryGetValue(owner, out var current) && current.IsValid(now))
        {
            issued = false;
            return current;
        }

        issued = true;
        return Issue(owner, settings.ExpiresIn, now);
    }

    /// <summary>A new value beside whatever there is.</summary>
    public Credential Issue(CredentialOwnerKey owner, int expiresIn, DateTimeOffset now)
    {
        Sweep(now);
        var fresh = new Credential(owner, CredentialText.New(owner.Kind), now, now.AddSeconds(expiresIn));
        Add(fresh);
        return fresh;
    }

    public Credential? Newest(CredentialOwnerKey owner) => _newest.GetValueOrDefault(owner);

    public void Add(Credential credential)
    {
        _byValue[credential.Value] = credential;
        _newest[credential.Owner] = credential;
    }

    public IEnumerable<Credential> Valid(DateTimeOffset now) => _byValue.Values.Where(credential => credential.IsValid(now));

    /// <summary>An app (or a corp: no <paramref name="agentId"/>) is gone, and with it all that was issued to it.</summary>
    public void Forget(string corpId, long? agentId) =>
        Drop(credential => credential.Owner.CorpId == corpId && (agentId is null || credential.Owner.AgentId == agentId));

    public void ForgetSuite(string suiteId) => Drop(credential => credential.Owner.SuiteId == suiteId);

    private void Sweep(DateTimeOffset now)
    {
        if (now - _sweptAt >= SweepEvery)
        {
            _sweptAt = now;
            Drop(credential => now - credential.ExpiresAt > Remembered);
        }
    }

    private void Drop(Predicate<Credential> gone)
    {
        // An ordered rebuild: a dictionary fills the holes that removals leave, and the order is part of the answer.
        List<Credential> kept = [.. _byValue.Values.Where(credential => !gone(credential))];
        if (kept.Count != _byValue.Count)
        {
            _byValue.Clear();
            _newest.Clear();
            kept.ForEach(Add);
        }
    }
}

namespace WecomSimulator.Authorizations;

/// <summary>Who authorized what, oldest first.</summary>
internal sealed class AuthorizationBook
{
    private readonly List<Authorization> _all = [];

    public IReadOnlyList<Authorization> All => _all;

    public void Add(Authorization authorization) => _all.Add(authorization);

    public Authorization? Active(string suiteId, string corpId) =>
        _all.Find(one => one.CancelledAt is null && one.SuiteId == suiteId && one.CorpId == corpId);

    public bool HasEver(string suiteId, string corpId) => _all.Exists(one => one.SuiteId == suiteId && one.CorpId == corpId);

    public IEnumerable<Authorization> ByPermanentCode(string permanentCode) =>
        _all.Where(one => one.CancelledAt is null && one.Has(permanentCode));

    /// <summary>The highest agentid that a corp's installations ever had.</summary>
    public long LastAgentId(string corpId) => _all.Where(one => one.CorpId == corpId).Select(one => one.AgentId).DefaultIfEmpty().Max();

    /// <summary>A corp is gone.</summary>
    public void Forget(string corpId) => _all.RemoveAll(one => one.CorpId == corpId);

    /// <summary>A suite is gone; returns what it had.</summary>
    public List<Authorization> ForgetSuite(string suiteId)
    {
        var gone = _all.FindAll(one => one.SuiteId == suiteId);
        _all.RemoveAll(one => one.SuiteId == suiteId);
        return gone;
    }
}

namespace WecomSimulator.Corps;

internal sealed class CorpDirectory
{
    private readonly SortedDictionary<string, Corp> _corps = new(StringComparer.Ordinal);

    public IEnumerable<Corp> All => _corps.Values;

    public Corp? Find(string? corpId) => corpId is null ? null : _corps.GetValueOrDefault(corpId);

    public Agent? Find(string? corpId, long agentId) => Find(corpId)?.Agents.GetValueOrDefault(agentId);

    /// <summary>Whether an app of any corp has this secret: WeCom then answers 40091 in place of 40001 (wecom-api.md §1).</summary>
    public bool IsSomeonesSecret(string secret) => _corps.Values.Any(corp => corp.FindBySecret(secret) is not null);

    /// <summary>Creates the corp or renames it; its apps stay.</summary>
    public Corp Put(string corpId, string? name)
    {
        if (Find(corpId) is not { } corp)
        {
            _corps[corpId] = corp = new Corp(corpId);
        }

        corp.Name = name ?? corp.Name;
        return corp;
    }

    public bool Remove(string corpId) => _corps.Remove(corpId);
}

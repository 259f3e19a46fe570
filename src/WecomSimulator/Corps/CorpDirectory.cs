namespace WecomSimulator.Corps;

internal sealed class CorpDirectory
{
    private readonly SortedDictionary<string, Corp> _corps = new(StringComparer.Ordinal);

    public IEnumerable<Corp> All => _corps.Values;

    public Corp? Find(string? corpId) => corpId is null ? null : _corps.GetValueOrDefault(corpId);

    public Agent? Find(string? corpId, long agentId) => Find(corpId)?.Agents.GetValueOrDefault(agentId);

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

namespace WecomSimulator.Corps;

/// <summary>A company. Its id is opaque: up to 64 bytes of anything.</summary>
internal sealed class Corp(string id)
{
    public string Id { get; } = id;

    public string Name { get; set; } = id;

    public SortedDictionary<long, Agent> Agents { get; } = [];

    /// <summary>gettoken tells a corp's self-built apps apart by their secrets alone.</summary>
    public Agent? FindBySecret(string secret) => Agents.Values.FirstOrDefault(agent => agent.SuiteId is null && agent.Secret == secret);
}

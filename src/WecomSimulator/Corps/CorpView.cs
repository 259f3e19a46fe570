namespace WecomSimulator.Corps;

/// <summary>A corp as <c>/_sim</c> shows it and the state file keeps it.</summary>
internal sealed record CorpView(string Id, string Name, IReadOnlyList<AgentView> Agents)
{
    public static CorpView Of(Corp corp) => new(corp.Id, corp.Name, [.. corp.Agents.Values.Select(AgentView.Of)]);
}

using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Corps;

/// <summary>A corp as the admin API shows it.</summary>
internal sealed record CorpView(string CorpId, string Name, int? TicketSource, string? EgressProxy, IReadOnlyList<int> AgentIds)
{
    public static CorpView Of(CorpRecord corp) =>
        new(
            corp.Id.Value,
            corp.Name,
            corp.TicketSource?.Value,
            corp.EgressProxy?.OriginalString,
            [.. corp.Agents.Keys.Select(agent => agent.Value).Order()]
        );
}

using System.Collections.Frozen;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A corp of a tenant as stored, with its apps.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its corpid.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="TicketSource">The app whose token fetches the corp's ticket when a request names none.</param>
/// <param name="EgressProxy">The proxy its apps' calls leave by; null for the node's own.</param>
/// <param name="Agents">Its apps, by agentid.</param>
public sealed record CorpRecord(
    TenantId Tenant,
    CorpId Id,
    string Name,
    AgentId? TicketSource,
    Uri? EgressProxy,
    FrozenDictionary<AgentId, AgentRecord> Agents
);

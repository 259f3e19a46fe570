using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Agents;

/// <summary>An app as the admin API shows it; never its secret.</summary>
internal sealed record AgentView(
    string CorpId,
    int AgentId,
    string Kind,
    IReadOnlyList<string> TrustedDomains,
    string? EgressProxy,
    bool StrictUrls,
    DateTimeOffset UpdatedAt
)
{
    public static AgentView Of(CorpId corp, AgentRecord agent) =>
        new(
            corp.Value,
            agent.Id.Value,
            agent.Kind,
            [.. agent.TrustedDomains.Select(domain => domain.Value)],
            agent.EgressProxy?.OriginalString,
            agent.StrictUrls,
            agent.UpdatedAt
        );
}

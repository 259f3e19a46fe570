using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.CallbackHandles;

namespace WecomPlatform.Server.Admin.Agents;

/// <summary>An app as the admin API shows it; never its secret.</summary>
internal sealed record AgentView(
    string CorpId,
    int AgentId,
    string Kind,
    string? SuiteId,
    string? Authorization,
    int? ReplacedBy,
    IReadOnlyList<string> TrustedDomains,
    string? EgressProxy,
    bool StrictUrls,
    DateTimeOffset UpdatedAt,
    string? CallbackUrl,
    string? DataCallbackUrl
)
{
    public static AgentView Of(CorpId corp, AgentRecord agent, CallbackUrls? urls = null) =>
        new(
            corp.Value,
            agent.Id.Value,
            agent.Kind,
            agent.Suite?.Value,
            agent.Authorization is { } state ? JsonNamingPolicy.CamelCase.ConvertName(state.ToString()) : null,
            agent.ReplacedBy?.Value,
            [.. agent.TrustedDomains.Select(domain => domain.Value)],
            agent.EgressProxy?.OriginalString,
            agent.StrictUrls,
            agent.UpdatedAt,
            urls?.CallbackUrl,
            urls?.DataCallbackUrl
        );
}

using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Suites;

/// <summary>The app that a suite became in a corp.</summary>
/// <param name="Id">Its agentid there; another one after the corp installs the suite again.</param>
/// <param name="Name">Its name; empty when WeCom does not say.</param>
/// <param name="IsCustomized">Whether it is a customised app (代开发).</param>
public sealed record AuthorizedAgent(AgentId Id, string Name, bool IsCustomized)
{
    internal static AuthorizedAgent? Read(JsonElement agent) =>
        agent.Number("agentid") is { } number && AgentId.TryCreate(number, out var id)
            ? new AuthorizedAgent(id, agent.Text("name") ?? string.Empty, agent.Flag("is_customized_app"))
            : null;
}

using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Suites;

/// <summary>A corp that authorized a suite, with the apps that came of it (auth_corp_info, auth_info; OD 90603, OD 90604).</summary>
/// <param name="Id">The corpid as this provider sees it.</param>
/// <param name="Name">Its name; empty when WeCom does not say.</param>
/// <param name="Agents">Its apps; single-app suites have exactly one, v2/get_permanent_code tells none.</param>
public sealed record AuthorizedCorp(CorpId Id, string Name, IReadOnlyList<AuthorizedAgent> Agents)
{
    internal static AuthorizedCorp? Read(JsonElement body)
    {
        var corp = body.Part("auth_corp_info");
        return CorpId.TryParse(corp.Text("corpid"), out var id)
            ? new AuthorizedCorp(
                id,
                corp.Text("corp_name") ?? string.Empty,
                [.. body.Part("auth_info").Items("agent").Select(AuthorizedAgent.Read).OfType<AuthorizedAgent>()]
            )
            : null;
    }
}

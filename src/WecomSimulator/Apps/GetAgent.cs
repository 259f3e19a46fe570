using System.Globalization;
using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Tokens;

namespace WecomSimulator.Apps;

/// <summary>GET /cgi-bin/agent/get: an app tells its own name, and no other's (wecom-api.md §9, 301002). That <c>close</c> says 1 of a disabled app is taken from OD 90227, which wecom-api.md does not hold.</summary>
internal sealed class GetAgent : ICgiApi
{
    public string Path => "/cgi-bin/agent/get";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = AccessTokens.Check(world, call, out var app);
        if (app is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call["agentid"] is not { Length: > 0 } text)
        {
            return CgiAnswer.Error(ErrCode.AgentIdMissing);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var agentId))
        {
            return CgiAnswer.Error(ErrCode.WrongAgentId);
        }

        return agentId == app.AgentId
            ? CgiAnswer.Ok(
                new JsonObject
                {
                    ["agentid"] = app.AgentId,
                    ["name"] = app.Name,
                    ["close"] = app.Enabled ? 0 : 1,
                }
            )
            : CgiAnswer.Error(ErrCode.AgentNotAllowed);
    }
}

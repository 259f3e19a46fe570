using System.Text.Json.Nodes;
using WecomSimulator.Cgi;

namespace WecomSimulator.Login;

/// <summary>
/// GET /api/v1/oauth/getUserInfo, Juzi's: takes a code alone, from anybody. Codes are good once, for five minutes; −1 invalid, −2 expired,
/// −4 not found, −5 unknown error (a fault says that). That a used one is invalid, not unknown, is a guess.
/// </summary>
internal sealed class JuziUserInfo : ICgiApi
{
    public string Path => "/api/v1/oauth/getUserInfo";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        if (call["code"] is not { Length: > 0 } text)
        {
            return CgiAnswer.Error(ErrCode.JuziInvalid);
        }

        if (world.Logins.Find(text) is not { Juzi: { } member } code)
        {
            return CgiAnswer.Error(ErrCode.JuziNotFound);
        }

        if (code.UsedAt is not null)
        {
            return CgiAnswer.Error(ErrCode.JuziInvalid);
        }

        if (code.ExpiresAt <= call.At)
        {
            return CgiAnswer.Error(ErrCode.JuziExpired);
        }

        code.UsedAt = call.At;
        return CgiAnswer.Ok(
            new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["userId"] = member.UserId,
                    ["corpId"] = member.CorpId,
                    ["botId"] = member.BotId,
                    ["orgId"] = member.OrgId,
                    ["uid"] = member.Uid,
                    ["email"] = member.Email,
                },
            }
        );
    }
}

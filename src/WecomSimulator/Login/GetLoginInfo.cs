using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Service;

namespace WecomSimulator.Login;

/// <summary>POST /cgi-bin/service/get_login_info: who came to the provider's own site (wecom-api.md §6.7).</summary>
internal sealed class GetLoginInfo : ICgiApi
{
    public string Path => "/cgi-bin/service/get_login_info";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        // §6.7, §13.8: the official name is access_token; SDKs also send provider_access_token.
        var errcode = ProviderTokens.Check(world, call, call["access_token"] ?? call["provider_access_token"], out var provider);
        if (provider is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call.Body is null)
        {
            return CgiAnswer.Error(ErrCode.BodyNotJson);
        }

        // That a wrong, used or expired one is 40078, as an installation's, is a guess.
        if (
            world.Logins.Find(call.Text("auth_code")) is not { UsedAt: null, Request.Kind: LoginKind.Provider } code
            || code.Request.CorpId != provider.CorpId
            || code.ExpiresAt <= call.At
        )
        {
            return CgiAnswer.Error(ErrCode.WrongAuthCode);
        }

        code.UsedAt = call.At;
        var member = code.Member!;
        var user = new JsonObject
        {
            ["userid"] = member.UserId,
            ["name"] = member.Name,
            ["avatar"] = member.Avatar ?? "",
        };
        if (member.OpenUserId is { } openUserId)
        {
            user["open_userid"] = openUserId;
        }

        return CgiAnswer.Ok(
            new JsonObject
            {
                // What the numbers mean is not in the fact sheet; its sample has 1. OD 91125: 1 creator, 2 inner admin, 5 member.
                ["usertype"] = code.Request.UserType == "member" ? 5 : 1,
                ["user_info"] = user,
                ["corp_info"] = new JsonObject { ["corpid"] = member.CorpId },
                ["agent"] = new JsonArray(),
            }
        );
    }
}

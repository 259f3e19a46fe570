using System.Text.Json.Nodes;
using WecomSimulator.Cgi;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_auth_info and /v2/get_auth_info (wecom-api.md §5.7): what v2 drops and adds is not imitated.</summary>
internal sealed class GetAuthInfo(int version) : ICgiApi
{
    public string Path => version == 1 ? "/cgi-bin/service/get_auth_info" : "/cgi-bin/service/v2/get_auth_info";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.CheckPost(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        errcode = PermanentCodes.Check(world, suite, call, out var authorization);
        return authorization is null
            ? CgiAnswer.Error(errcode)
            : CgiAnswer.Ok(
                new JsonObject
                {
                    ["auth_corp_info"] = AuthFields.Corp(world, authorization, AuthFields.Detail.Full),
                    ["auth_info"] = AuthFields.App(world, suite, authorization),
                }
            );
    }
}

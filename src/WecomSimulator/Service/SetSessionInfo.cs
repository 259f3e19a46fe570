using System.Text.Json;
using System.Text.Json.Nodes;
using WecomSimulator.Cgi;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/set_session_info: what of it matters is auth_type, 1 for a test install (wecom-api.md §5.4).</summary>
internal sealed class SetSessionInfo : ICgiApi
{
    public string Path => "/cgi-bin/service/set_session_info";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.CheckPost(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var preAuthCode = call.Text("pre_auth_code");
        errcode = PreAuthCodes.Check(world, suite, preAuthCode, call.At);
        if (errcode != ErrCode.Ok)
        {
            return CgiAnswer.Error(errcode);
        }

        if (AuthType(call.Body!["session_info"]) is not { } authType)
        {
            return CgiAnswer.Error(ErrCode.WrongParameter);
        }

        world.Installs.SetTest(preAuthCode!, authType == 1);
        return CgiAnswer.Ok([]);
    }

    private static int? AuthType(JsonNode? session) =>
        session is not JsonObject info ? null
        : info["auth_type"] is not { } type ? 0
        : type.GetValueKind() == JsonValueKind.Number && type.AsValue().TryGetValue(out int number) && number is 0 or 1 ? number
        : null;
}

using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>GET /cgi-bin/service/get_pre_auth_code (wecom-api.md §5.3). A new one each time; a login suite gets none (both guesses).</summary>
internal sealed class GetPreAuthCode : ICgiApi
{
    public string Path => "/cgi-bin/service/get_pre_auth_code";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.Check(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (suite.Kind == SuiteKind.Login)
        {
            return CgiAnswer.Error(ErrCode.ApiNotAllowed);
        }

        var owner = CredentialOwnerKey.OfSuite(CredentialKind.PreAuthCode, suite.Id);
        var code = world.Credentials.Issue(owner, world.Settings.PreAuthCodeExpiresIn, call.At);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["pre_auth_code"] = code.Value, ["expires_in"] = code.ExpiresIn(call.At) });
    }
}

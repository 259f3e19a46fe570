using System.Text.Json.Nodes;
using WecomSimulator.Calls;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_corp_token: the access_token of a suite's app in a corp (wecom-api.md §5.8).</summary>
internal sealed class GetCorpToken : ICgiApi
{
    public string Path => "/cgi-bin/service/get_corp_token";

    /// <summary>The corp is in the body; the suite is known by its token.</summary>
    public CallerId Identify(World world, CgiCall call)
    {
        var caller = Callers.ByToken(world, call);
        return caller.SuiteId is { } suiteId && call.Text("auth_corpid") is { } corpId
            ? new CallerId(corpId, world.Authorizations.Active(suiteId, corpId)?.AgentId, $"{suiteId}/{corpId}", suiteId)
            : caller;
    }

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.CheckPost(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        // §5.12: a customised app's token comes from gettoken. Whether WeCom refuses here or only the token's use is not documented.
        if (suite.Kind == SuiteKind.Template)
        {
            return CgiAnswer.Error(ErrCode.ApiNotAllowed);
        }

        errcode = PermanentCodes.Check(world, suite, call, out var authorization);
        if (authorization is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var app = world.Corps.Find(authorization.CorpId, authorization.AgentId)!;
        var token = world.Credentials.Fetch(app.Owner(CredentialKind.AccessToken), world.Settings, call.At, out _);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["access_token"] = token.Value, ["expires_in"] = token.ExpiresIn(call.At) });
    }
}

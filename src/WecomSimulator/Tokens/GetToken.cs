using System.Text.Json.Nodes;
using WecomSimulator.Calls;
using WecomSimulator.Cgi;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Limits;

namespace WecomSimulator.Tokens;

/// <summary>GET /cgi-bin/gettoken: the access_token of a self-built app (wecom-api.md §1) or a customised one (§5.12).</summary>
internal sealed class GetToken : ICgiApi
{
    public string Path => "/cgi-bin/gettoken";

    /// <summary>The secret is what tells the app here.</summary>
    public CallerId Identify(World world, CgiCall call) => Callers.BySecret(world, call);

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var settings = world.Settings;
        // §1: many wrong secrets ban the whole IP from gettoken, the right ones too.
        if (settings.Limits && world.Limits.IsBlocked(LimitRule.WrongSecrets, call.Ip, call.At))
        {
            return CgiAnswer.Error(ErrCode.TooManyCalls);
        }

        var errcode = Check(world, call, out var app);
        if (errcode is ErrCode.WrongSecret or ErrCode.SecretOfOtherCorp && settings.Limits)
        {
            // Which of these two count is not documented; both do here. A disabled app's secret is among them.
            world.Limits.Strike(LimitRule.WrongSecrets, call.Ip, settings.WrongSecretLimit, call.At);
            world.Changes.Raise();
        }

        if (app is null)
        {
            return CgiAnswer.Error(errcode);
        }

        AppSecrets.Use(world, app, call["corpsecret"]!);
        var token = world.Credentials.Fetch(app.Owner(CredentialKind.AccessToken), settings, call.At, out var issued);
        if (issued)
        {
            world.Changes.Raise();
        }

        return CgiAnswer.Ok(new JsonObject { ["access_token"] = token.Value, ["expires_in"] = token.ExpiresIn(call.At) });
    }

    /// <summary>The app when all is right, else why not (§1's list of errors).</summary>
    private static int Check(World world, CgiCall call, out Agent? app)
    {
        app = null;
        if (string.IsNullOrEmpty(call["corpid"]))
        {
            return ErrCode.CorpIdMissing;
        }

        if (call["corpsecret"] is not { } secret)
        {
            return ErrCode.SecretMissing;
        }

        if (world.Corps.Find(call["corpid"]) is not { } corp)
        {
            return ErrCode.WrongCorpId;
        }

        if (AppSecrets.Find(world, corp.Id, secret) is not { } found)
        {
            return AppSecrets.IsSomeones(world, secret) ? ErrCode.SecretOfOtherCorp : ErrCode.WrongSecret;
        }

        if (!found.Enabled)
        {
            return ErrCode.WrongSecret;
        }

        if (!world.Suites.Lets(found, call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        app = found;
        return ErrCode.Ok;
    }
}

using System.Text.Json.Nodes;
using WecomSimulator.Authorizations;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_permanent_code (wecom-api.md §5.5) and /v2/get_permanent_code (§5.6).</summary>
internal sealed class GetPermanentCode(int version) : ICgiApi
{
    private const int MinAuthCodeLength = 64;

    public string Path => version == 1 ? "/cgi-bin/service/get_permanent_code" : "/cgi-bin/service/v2/get_permanent_code";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.CheckPost(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        errcode = Take(world, suite, call, out var authorization);
        if (authorization is null)
        {
            return CgiAnswer.Error(errcode);
        }

        world.Changes.Raise();
        return CgiAnswer.Ok(Fields(world, suite, authorization, call));
    }

    private JsonObject Fields(World world, Suite suite, Authorization authorization, CgiCall call)
    {
        var fields = new JsonObject();
        // A customised app's token comes from gettoken, and v2 leaves it out for all (§5.5, §5.6).
        if (version == 1 && suite.Kind == SuiteKind.ThirdParty)
        {
            var app = world.Corps.Find(authorization.CorpId, authorization.AgentId)!;
            var token = world.Credentials.Fetch(app.Owner(CredentialKind.AccessToken), world.Settings, call.At, out _);
            fields["access_token"] = token.Value;
            fields["expires_in"] = token.ExpiresIn(call.At);
        }

        fields["permanent_code"] = authorization.PermanentCode;
        fields["auth_corp_info"] = AuthFields.Corp(world, authorization, version == 1 ? AuthFields.Detail.Full : AuthFields.Detail.Short);
        if (version == 1)
        {
            fields["auth_info"] = AuthFields.App(world, suite, authorization);
        }

        fields["auth_user_info"] = AuthFields.Administrator();
        if (authorization.State is { Length: > 0 } state)
        {
            fields["state"] = state;
        }

        return fields;
    }

    /// <summary>Exchanges the auth_code, which is good once (§5.5).</summary>
    private static int Take(World world, Suite suite, CgiCall call, out Authorization? authorization)
    {
        authorization = null;
        if (call.Text("auth_code") is not { } value)
        {
            return ErrCode.AuthCodeMissing;
        }

        if (value.Length < MinAuthCodeLength)
        {
            return ErrCode.WrongParameter;
        }

        if (
            world.Credentials.Find(value) is not { Owner: { Kind: CredentialKind.AuthCode, CorpId: { } corpId } } code
            || code.Owner.SuiteId != suite.Id
            || !code.IsValid(call.At)
            || world.Authorizations.Active(suite.Id, corpId) is not { } found
        )
        {
            return ErrCode.WrongAuthCode;
        }

        code.RevokedAt = call.At;
        if (found.PermanentCode is null || found.ResetCode == value)
        {
            found.OldPermanentCode = found.PermanentCode;
            found.PermanentCode = CredentialText.NewPermanentCode();
            found.ResetCode = null;
        }

        authorization = found;
        return ErrCode.Ok;
    }
}

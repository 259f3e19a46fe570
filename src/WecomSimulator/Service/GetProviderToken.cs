using System.Text.Json.Nodes;
using WecomSimulator.Calls;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_provider_token (wecom-api.md §5.10).</summary>
internal sealed class GetProviderToken : ICgiApi
{
    public string Path => "/cgi-bin/service/get_provider_token";

    public CallerId Identify(World world, CgiCall call)
    {
        var corpId = call.Text("corpid") ?? "";
        return new CallerId(corpId, null, Callers.Label(corpId, call.Text("provider_secret") ?? ""));
    }

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = Check(world, call, out var provider);
        if (provider is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var owner = new CredentialOwnerKey(CredentialKind.ProviderToken, provider.CorpId, null);
        var token = world.Credentials.Fetch(owner, world.Settings, call.At, out _);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["provider_access_token"] = token.Value, ["expires_in"] = token.ExpiresIn(call.At) });
    }

    private static int Check(World world, CgiCall call, out Provider? provider)
    {
        provider = null;
        if (call.IsPost && call.Body is null)
        {
            return ErrCode.BodyNotJson;
        }

        if (call.Text("corpid") is not { } corpId)
        {
            return ErrCode.CorpIdMissing;
        }

        if (call.Text("provider_secret") is not { } secret)
        {
            return ErrCode.SecretMissing;
        }

        if (world.Corps.Find(corpId) is null)
        {
            return ErrCode.WrongCorpId;
        }

        if (world.Suites.FindProvider(corpId) is not { } found || found.Secret != secret)
        {
            return ErrCode.WrongSecret;
        }

        if (!found.Lets(call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        provider = found;
        return ErrCode.Ok;
    }
}

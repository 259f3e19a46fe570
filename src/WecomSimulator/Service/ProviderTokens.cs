using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>The check before every API that takes a provider_access_token.</summary>
internal static class ProviderTokens
{
    /// <summary><paramref name="provider"/> when the token is good, else the error (wecom-api.md §0.2, §5.10).</summary>
    public static int Check(World world, CgiCall call, out Provider? provider) =>
        Check(world, call, call["provider_access_token"], out provider);

    /// <summary>The same where the token stands in another parameter.</summary>
    public static int Check(World world, CgiCall call, string? value, out Provider? provider)
    {
        provider = null;
        // A missing one is answered as a bad one: a guess.
        if (
            value is null
            || world.Credentials.Find(value) is not { Revoked: false, Owner.Kind: CredentialKind.ProviderToken } token
            || world.Suites.FindProvider(token.Owner.CorpId) is not { } found
        )
        {
            return ErrCode.WrongSuiteToken;
        }

        if (!token.IsValid(call.At))
        {
            return ErrCode.AccessTokenExpired;
        }

        if (!found.Lets(call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        provider = found;
        return ErrCode.Ok;
    }
}

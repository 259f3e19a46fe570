using WecomSimulator.Cgi;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;

namespace WecomSimulator.Tokens;

/// <summary>The check before every API that takes an access_token.</summary>
internal static class AccessTokens
{
    /// <summary><paramref name="app"/> when the token is good, else the error (wecom-api.md §9).</summary>
    public static int Check(World world, CgiCall call, out Agent? app)
    {
        app = null;
        if (call["access_token"] is not { Length: > 0 } value)
        {
            return ErrCode.AccessTokenMissing;
        }

        // §0.2: a value of another family is as wrong as a damaged one.
        if (world.Credentials.Find(value) is not { Owner: { Kind: CredentialKind.AccessToken, AgentId: { } agentId } } token)
        {
            return ErrCode.WrongAccessToken;
        }

        if (world.Corps.Find(token.Owner.CorpId, agentId) is not { } found)
        {
            // A guess: the corp cancelled, and that is what 48004 is about (§9).
            return token.Owner.SuiteId is null ? ErrCode.WrongAccessToken : ErrCode.NotAuthorized;
        }

        if (token.Revoked)
        {
            return ErrCode.WrongAccessToken;
        }

        if (!token.IsValid(call.At))
        {
            return ErrCode.AccessTokenExpired;
        }

        if (!world.Suites.Lets(found, call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        app = found;
        return ErrCode.Ok;
    }
}

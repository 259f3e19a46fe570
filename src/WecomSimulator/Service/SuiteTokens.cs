using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>The check before every API that takes a suite_access_token.</summary>
internal static class SuiteTokens
{
    /// <summary><paramref name="suite"/> when the token is good, else the error (wecom-api.md §9).</summary>
    public static int Check(World world, CgiCall call, out Suite? suite)
    {
        suite = null;
        if (call["suite_access_token"] is not { Length: > 0 } value)
        {
            return ErrCode.SuiteTokenMissing;
        }

        // §0.2: a value of another family is as wrong as a damaged one.
        if (
            world.Credentials.Find(value) is not { Revoked: false, Owner.Kind: CredentialKind.SuiteToken } token
            || world.Suites.Find(token.Owner.SuiteId) is not { } found
        )
        {
            return ErrCode.WrongSuiteToken;
        }

        if (!token.IsValid(call.At))
        {
            return world.Settings.ExpiredSuiteTokenIs40082 ? ErrCode.WrongSuiteToken : ErrCode.SuiteTokenExpired;
        }

        if (!world.Suites.Lets(found, call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        suite = found;
        return ErrCode.Ok;
    }

    /// <summary>The same before an API that is posted to: its body must be a JSON object (§5.2, 47001).</summary>
    public static int CheckPost(World world, CgiCall call, out Suite? suite)
    {
        var errcode = Check(world, call, out suite);
        if (suite is null || call.Body is not null)
        {
            return errcode;
        }

        suite = null;
        return ErrCode.BodyNotJson;
    }
}

using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

internal static class PreAuthCodes
{
    /// <summary>0 when the code is the suite's and lives (wecom-api.md §5.3: 42007 when it no longer does).</summary>
    public static int Check(World world, Suite suite, string? value, DateTimeOffset at) =>
        value is null
        || world.Credentials.Find(value) is not { Revoked: false, Owner.Kind: CredentialKind.PreAuthCode } code
        || code.Owner.SuiteId != suite.Id
            ? ErrCode.WrongPreAuthCode
        : code.IsValid(at) ? ErrCode.Ok
        : ErrCode.PreAuthCodeExpired;
}

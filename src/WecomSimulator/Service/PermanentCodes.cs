using WecomSimulator.Authorizations;
using WecomSimulator.Cgi;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>The check before what a provider asks of one authorization: <c>{"auth_corpid","permanent_code"}</c>.</summary>
internal static class PermanentCodes
{
    /// <summary>
    /// <paramref name="authorization"/> when the code is good. A wrong code, another provider's and that of a corp that cancelled are
    /// 40084 (wecom-api.md §5.8); a corp that never authorized the suite is 48004 here, where 40082 has been told of, too.
    /// </summary>
    public static int Check(World world, Suite suite, CgiCall call, out Authorization? authorization)
    {
        authorization = null;
        if (call.Text("auth_corpid") is not { } corpId)
        {
            return ErrCode.CorpIdMissing;
        }

        if (call.Text("permanent_code") is not { } code)
        {
            return ErrCode.PermanentCodeMissing;
        }

        if (!world.Authorizations.HasEver(suite.Id, corpId))
        {
            return ErrCode.NotAuthorized;
        }

        if (world.Authorizations.Active(suite.Id, corpId) is not { } found || !found.Has(code))
        {
            return ErrCode.WrongPermanentCode;
        }

        authorization = found;
        return ErrCode.Ok;
    }
}

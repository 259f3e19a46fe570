using WecomSimulator.Cgi;
using WecomSimulator.Service;

namespace WecomSimulator.Login;

/// <summary>POST /cgi-bin/service/auth/getuserdetail3rd: what a member let a suite see (wecom-api.md §6.4).</summary>
internal sealed class GetUserDetail3rd : ICgiApi
{
    public string Path => "/cgi-bin/service/auth/getuserdetail3rd";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.CheckPost(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        errcode = UserTickets.Check(world, call, code => code.Request.SuiteId == suite.Id, out var member);
        if (member is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var fields = UserTickets.Fields(member);
        fields["corpid"] = member.CorpId;
        fields["name"] = member.UserId; // §6.4: nowadays the userid
        return CgiAnswer.Ok(fields);
    }
}

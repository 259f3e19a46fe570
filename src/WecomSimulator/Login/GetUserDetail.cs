using WecomSimulator.Cgi;
using WecomSimulator.Tokens;

namespace WecomSimulator.Login;

/// <summary>POST /cgi-bin/auth/getuserdetail: what a member let the corp's app see (wecom-api.md §6.5).</summary>
internal sealed class GetUserDetail : ICgiApi
{
    public string Path => "/cgi-bin/auth/getuserdetail";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = AccessTokens.Check(world, call, out var app);
        if (app is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call.Body is null)
        {
            return CgiAnswer.Error(ErrCode.BodyNotJson);
        }

        errcode = UserTickets.Check(
            world,
            call,
            code => code.Request.CorpId == app.CorpId && code.Request.AgentId == app.AgentId,
            out var member
        );
        if (member is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var fields = UserTickets.Fields(member);
        fields["mobile"] = member.Mobile ?? "";
        fields["email"] = member.Email ?? "";
        fields["biz_mail"] = member.BizMail ?? "";
        fields["address"] = member.Address ?? "";
        return CgiAnswer.Ok(fields);
    }
}

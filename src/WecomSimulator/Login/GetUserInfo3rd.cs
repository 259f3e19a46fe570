using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Service;

namespace WecomSimulator.Login;

/// <summary>GET /cgi-bin/service/auth/getuserinfo3rd: who came, to a suite (wecom-api.md §6.3).</summary>
internal sealed class GetUserInfo3rd : ICgiApi
{
    private const int TicketExpiresIn = 7200; // §6.3

    public string Path => "/cgi-bin/service/auth/getuserinfo3rd";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.Check(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call["code"] is not { Length: > 0 } text)
        {
            return CgiAnswer.Error(ErrCode.AuthCodeMissing);
        }

        // §6.3 names 40029 alone; that it is said of used and expired codes, too, is a guess.
        if (
            world.Logins.Find(text) is not { UsedAt: null, Request.Kind: LoginKind.SuiteOAuth or LoginKind.SuiteWeb } code
            || code.Request.SuiteId != suite.Id
            || code.ExpiresAt <= call.At
        )
        {
            return CgiAnswer.Error(ErrCode.WrongLoginCode);
        }

        code.UsedAt = call.At;
        if (code.Outsider is { } outsider)
        {
            return CgiAnswer.Ok(new JsonObject { ["openid"] = outsider.OpenId });
        }

        var member = code.Member!;
        var fields = new JsonObject { ["corpid"] = member.CorpId, ["userid"] = member.UserId };
        if (code.Request.IsPrivate)
        {
            fields["user_ticket"] = world.Logins.IssueTicket(code, call.At.AddSeconds(TicketExpiresIn));
            fields["expires_in"] = TicketExpiresIn;
        }

        if (member.OpenUserId is { } openUserId)
        {
            fields["open_userid"] = openUserId;
        }

        return CgiAnswer.Ok(fields);
    }
}

using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Tokens;

namespace WecomSimulator.Login;

/// <summary>GET /cgi-bin/auth/getuserinfo: who came, to a corp's own or customised app (wecom-api.md §6.5).</summary>
internal sealed class GetUserInfo : ICgiApi
{
    private const int TicketExpiresIn = 1800; // §6.5

    public string Path => "/cgi-bin/auth/getuserinfo";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = AccessTokens.Check(world, call, out var app);
        if (app is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (call["code"] is not { Length: > 0 } text)
        {
            return CgiAnswer.Error(ErrCode.AuthCodeMissing);
        }

        if (
            world.Logins.Find(text) is not { Request.Kind: LoginKind.App } code
            || code.Request.CorpId != app.CorpId
            || code.Request.AgentId != app.AgentId
        )
        {
            return CgiAnswer.Error(ErrCode.WrongLoginCode);
        }

        if (code.UsedAt is not null)
        {
            return CgiAnswer.Error(ErrCode.LoginCodeUsed);
        }

        if (code.ExpiresAt <= call.At)
        {
            return CgiAnswer.Error(ErrCode.LoginCodeExpired);
        }

        code.UsedAt = call.At;
        return CgiAnswer.Ok(Fields(world, code, call.At));
    }

    private static JsonObject Fields(World world, LoginCode code, DateTimeOffset now)
    {
        var fields = new JsonObject();
        if (code.Outsider is { } outsider)
        {
            fields["openid"] = outsider.OpenId;
            if (outsider.ExternalUserId is { } externalUserId)
            {
                fields["external_userid"] = externalUserId;
            }

            return fields;
        }

        fields["userid"] = code.Member!.UserId;
        if (code.Request.IsPrivate)
        {
            fields["user_ticket"] = world.Logins.IssueTicket(code, now.AddSeconds(TicketExpiresIn));
        }

        return fields;
    }
}

using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.People;

namespace WecomSimulator.Login;

/// <summary>The check before both APIs that take a user_ticket, and what they have in common (wecom-api.md §6.4, §6.5).</summary>
internal static class UserTickets
{
    public static int Check(World world, CgiCall call, Predicate<LoginCode> isOwn, out Member? member)
    {
        member = null;
        if (world.Logins.FindTicket(call.Text("user_ticket")) is not { } ticket || !isOwn(ticket.Code))
        {
            return ErrCode.WrongUserTicket;
        }

        if (ticket.ExpiresAt <= call.At)
        {
            return ErrCode.UserTicketExpired;
        }

        member = ticket.Code.Member;
        return ErrCode.Ok;
    }

    public static JsonObject Fields(Member member) =>
        new()
        {
            ["userid"] = member.UserId,
            ["gender"] = member.Gender,
            ["avatar"] = member.Avatar ?? "",
            ["qr_code"] = $"https://open.work.weixin.qq.com/wwopen/userQRCode?vcode={member.UserId}",
        };
}

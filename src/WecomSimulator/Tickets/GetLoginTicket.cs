using WecomSimulator.Cgi;

namespace WecomSimulator.Tickets;

/// <summary>GET /cgi-bin/service/get_jsapi_ticket: a path that WeCom may have (wecom-api.md §4).</summary>
internal sealed class GetLoginTicket : ICgiApi
{
    public string Path => "/cgi-bin/service/get_jsapi_ticket";

    public CgiAnswer Answer(World world, CgiCall call) =>
        LoginTickets.IsAsked(world, call, LoginTicketEndpoint.Service)
            ? LoginTickets.Answer(world, call)
            : CgiAnswer.Error(ErrCode.UnknownPath);
}

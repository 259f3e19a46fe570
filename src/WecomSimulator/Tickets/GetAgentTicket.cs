using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Tokens;

namespace WecomSimulator.Tickets;

/// <summary>GET /cgi-bin/ticket/get?type=agent_config: the app's ticket (wecom-api.md §3).</summary>
internal sealed class GetAgentTicket : ICgiApi
{
    public string Path => "/cgi-bin/ticket/get";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        if (call["type"] == "suite_config" && LoginTickets.IsAsked(world, call, LoginTicketEndpoint.TicketGet))
        {
            return LoginTickets.Answer(world, call);
        }

        var errcode = AccessTokens.Check(world, call, out var app);
        if (app is null)
        {
            return CgiAnswer.Error(errcode);
        }

        // wx_card is a valid type, too (§3), but nothing this simulator gives out.
        return call["type"] == "agent_config"
            ? TicketDesk.Answer(world, call, app, CredentialKind.AgentTicket)
            : CgiAnswer.Error(ErrCode.WrongTicketType);
    }
}

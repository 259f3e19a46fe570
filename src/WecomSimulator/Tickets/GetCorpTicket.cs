using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Tokens;

namespace WecomSimulator.Tickets;

/// <summary>GET /cgi-bin/get_jsapi_ticket: the corp's ticket (wecom-api.md §2).</summary>
internal sealed class GetCorpTicket : ICgiApi
{
    public string Path => "/cgi-bin/get_jsapi_ticket";

    public CgiAnswer Answer(World world, CgiCall call)
    {
        if (LoginTickets.IsAsked(world, call, LoginTicketEndpoint.GetJsapiTicket))
        {
            return LoginTickets.Answer(world, call);
        }

        var errcode = AccessTokens.Check(world, call, out var app);
        return app is null ? CgiAnswer.Error(errcode) : TicketDesk.Answer(world, call, app, CredentialKind.CorpTicket);
    }
}

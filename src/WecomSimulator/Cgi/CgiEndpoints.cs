using WecomSimulator.Apps;
using WecomSimulator.Tickets;
using WecomSimulator.Tokens;

namespace WecomSimulator.Cgi;

internal static class CgiEndpoints
{
    public static void MapCgi(this IEndpointRouteBuilder app)
    {
        var pipeline = new CgiPipeline(
            app.ServiceProvider.GetRequiredService<World>(),
            [new GetToken(), new GetCorpTicket(), new GetAgentTicket(), new GetAgent(), new GetApiDomainIp(), new GetCallbackIp()]
        );
        app.Map("/cgi-bin/{**path}", pipeline.InvokeAsync);
    }
}

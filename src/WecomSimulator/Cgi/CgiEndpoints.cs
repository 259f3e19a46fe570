using WecomSimulator.Apps;
using WecomSimulator.Service;
using WecomSimulator.Tickets;
using WecomSimulator.Tokens;

namespace WecomSimulator.Cgi;

internal static class CgiEndpoints
{
    public static void MapCgi(this IEndpointRouteBuilder app)
    {
        ICgiApi[] apis =
        [
            new GetToken(),
            new GetCorpTicket(),
            new GetAgentTicket(),
            new GetLoginTicket(),
            new GetAgent(),
            new GetApiDomainIp(),
            new GetCallbackIp(),
            new GetProviderToken(),
            new GetSuiteToken(),
            new GetPreAuthCode(),
            new SetSessionInfo(),
            new GetPermanentCode(version: 1),
            new GetPermanentCode(version: 2),
            new GetAuthInfo(version: 1),
            new GetAuthInfo(version: 2),
            new GetCorpToken(),
            new GetCustomizedAuthUrl(),
        ];
        var pipeline = new CgiPipeline(app.ServiceProvider.GetRequiredService<World>(), apis);
        app.Map("/cgi-bin/{**path}", pipeline.InvokeAsync);
    }
}

using WecomSimulator.Apps;
using WecomSimulator.Login;
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
            new GetUserInfo3rd(),
            new GetUserDetail3rd(),
            new GetUserInfo(),
            new GetUserDetail(),
            new GetLoginInfo(),
            new JuziUserInfo(),
        ];
        var pipeline = new CgiPipeline(app.ServiceProvider.GetRequiredService<World>(), apis);
        app.Map("/cgi-bin/{**path}", pipeline.InvokeAsync);
        app.Map(new JuziUserInfo().Path, pipeline.InvokeAsync);
    }
}

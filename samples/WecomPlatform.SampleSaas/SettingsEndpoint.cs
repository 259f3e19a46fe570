using Microsoft.Extensions.Options;

namespace WecomPlatform.SampleSaas;

/// <summary><c>GET /settings.json</c>: what this site's pages need to be signed, and nothing secret.</summary>
internal static class SettingsEndpoint
{
    public static void MapSettings(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/settings.json",
            (IOptions<SampleOptions> options) =>
                new
                {
                    endpoint = options.Value.Platform,
                    publishableKey = options.Value.PublishableKey,
                    corpId = options.Value.CorpId,
                    agentId = options.Value.AgentId,
                    suiteId = options.Value.SuiteId,
                    loginSuiteId = options.Value.LoginSuiteId,
                }
        );
}

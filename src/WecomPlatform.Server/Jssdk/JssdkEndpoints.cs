using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary><c>GET /v1/jssdk/config</c>: signatures as the arguments of WeCom's page SDKs, for pages without a client of ours.</summary>
internal static class JssdkEndpoints
{
    public static void MapJssdk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/jssdk/config", GetAsync);
        routes.MapMethods("/v1/jssdk/config", [HttpMethods.Options], BrowserAccess.Preflight);
    }

    private static async Task GetAsync(HttpContext context, QuerySigning signing)
    {
        var query = context.Request.QueryString.Value ?? string.Empty;
        if (!JssdkRequest.TryRead(query, out var request, out var wrong))
        {
            BrowserAccess.AllowReadingErrors(context);
            await wrong.ExecuteAsync(context);
            return;
        }

        var answer = await signing.SignAsync(context);
        var problem = answer.Problem;
        if (problem is null && request.Format == JssdkFormat.Wx && answer.Corp is null)
        {
            problem = Problem.QueryInvalid("wx.config needs the corp's signature: leave out identities, or name corp among them.");
        }

        await (problem?.ExecuteAsync(context) ?? JssdkConfigWriter.WriteAsync(request, answer, context));
    }
}

using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login;

/// <summary><c>GET /WW_verify_….txt</c>: what WeCom's console looks for when somebody enters a domain (可信域名).</summary>
internal static class VerificationFileEndpoint
{
    public static void MapVerificationFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/WW_verify_{id}.txt",
            async (string id, HttpContext context, VerificationFileStore files) =>
                await files.FindAsync(
                    context.Request.Host.ToUriComponent().ToLowerInvariant(),
                    $"WW_verify_{id}.txt",
                    context.RequestAborted
                )
                    is { } content
                    ? Results.Text(content, "text/plain")
                    : Results.NotFound()
        );
}

using Microsoft.Net.Http.Headers;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.ApiDocs;

/// <summary>The browser client as the build found it.</summary>
internal static class BrowserClientFile
{
    private static readonly string s_path = Path.Combine(AppContext.BaseDirectory, "js", "wecom-platform.js");

    public static IResult Answer(HttpContext context)
    {
        if (!File.Exists(s_path))
        {
            return new ApiProblem(
                404,
                "not_built",
                "This node was built without the browser client: npm ci && npm run build in src/wecom-platform-js, then build the node."
            );
        }

        context.Response.Headers.CacheControl = "public, max-age=3600";
        context.Response.Headers.AccessControlAllowOrigin = "*"; // for integrity= on a script element
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(s_path), TimeSpan.Zero);
        return Results.File(
            s_path,
            "text/javascript; charset=utf-8",
            lastModified: changed,
            entityTag: new EntityTagHeaderValue($"\"{changed.UtcTicks:x}\"")
        );
    }
}

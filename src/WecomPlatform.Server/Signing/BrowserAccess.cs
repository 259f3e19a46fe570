using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Server.Signing;

/// <summary>
/// Lets browser pages ask across origins (CORS). Which page may read a signature is decided by the app's trusted domains; errors hold
/// nothing secret and any page may read them, so that a developer sees what is wrong.
/// </summary>
internal static class BrowserAccess
{
    private const string PreflightAge = "7200";

    /// <summary>Answers a preflight: it cannot say which key will be used, so it decides nothing.</summary>
    public static void Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET";
        headers.AccessControlAllowHeaders = "X-Platform-Key";
        headers.AccessControlMaxAge = PreflightAge;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Lets any page read the answer, if it turns out to be an error. Without an origin no page asked, and nothing needs to be said.</summary>
    /// <returns>Whether a page asks.</returns>
    public static bool AllowReadingErrors(HttpContext context)
    {
        if (context.Request.Headers.Origin.Count == 0)
        {
            return false;
        }

        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = "Retry-After"; // not among the headers that pages see anyway
        context.Response.Headers.Vary = "Origin";
        return true;
    }

    /// <summary>Lets the calling page, whose origin was found trusted, read the answer.</summary>
    public static void AllowReading(HttpContext context)
    {
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin, ..])
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
        }
    }

    /// <summary>The host of the page that asks; empty when its origin is opaque; null when no browser said anything.</summary>
    public static string? OriginHost(HttpContext context)
    {
        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin, ..])
        {
            return null;
        }

        return PageUrl.TryParse(origin, out var url, out _) ? url.Host.ToString() : string.Empty;
    }
}

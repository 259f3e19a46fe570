using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WecomPlatform.Server.Login.Sessions;

/// <summary>
/// Knows a browser again between going to WeCom and coming back. One cookie for all its logins: tabs do not disturb each other.
/// </summary>
internal static class BrowserCookie
{
    private const int Length = 43; // 256 bits in an alphabet of 62
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // __Host-: no other host, and nobody on plain http, can have set it.
    private const string SecureName = "__Host-wecom-login";
    private const string PlainName = "wecom-login";

    /// <summary>What the browser has, else something new; the cookie is set either way, so that it lives long enough.</summary>
    public static string Take(HttpContext context, Uri site, TimeSpan life)
    {
        var value = Read(context, site) ?? RandomNumberGenerator.GetString(Alphabet, Length);
        context.Response.Headers.Append("Set-Cookie", Write(site, value, life));
        return value;
    }

    /// <summary>What the browser has; null when it has none.</summary>
    /// <remarks>Where https is, the plain name counts nothing: another host of the domain can set it.</remarks>
    public static string? Read(HttpContext context, Uri site) =>
        context.Request.Cookies[IsSecure(site) ? SecureName : PlainName] is { } value && IsOne(value) ? value : null;

    // A sidebar's page stands in a frame of another site: there a cookie lives only with SameSite=None and Secure, and in more and more
    // browsers only Partitioned (CHIPS). Over plain http, on loopback, browsers keep none of that: Lax comes back from a link, but in no frame.
    private static string Write(Uri site, string value, TimeSpan life) =>
        IsSecure(site)
            ? $"{SecureName}={value}; Max-Age={(long)life.TotalSeconds}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned"
            : $"{PlainName}={value}; Max-Age={(long)life.TotalSeconds}; Path=/; HttpOnly; SameSite=Lax";

    private static bool IsSecure(Uri site) => site.Scheme == "https";

    private static bool IsOne([NotNullWhen(true)] string? value) => value is { Length: Length } && value.All(char.IsAsciiLetterOrDigit);
}

using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>Logins under way, by a cookie of the browser: whoever comes back without it did not begin here. One node's memory is enough for a sample.</summary>
internal sealed class PendingLogins(IMemoryCache memory)
{
    private const string CookieName = "sample-login";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 43;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public PendingLogin Begin(HttpContext context, LoginButton button)
    {
        var id = Random();
        var pending = new PendingLogin(button, Random(), Random(), Random());
        memory.Set(Key(id), pending, Life);
        // A sidebar's page stands in a frame of another site: None, Secure and Partitioned keep a cookie there. Over http, Lax does outside of frames.
        context.Response.Headers.Append(
            "Set-Cookie",
            $"{CookieName}={id}; Path=/; HttpOnly; Max-Age={(long)Life.TotalSeconds}; "
                + (context.Request.IsHttps ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax")
        );
        return pending;
    }

    /// <summary>The login that this browser began, once; null when it is another one's or over.</summary>
    public PendingLogin? End(HttpContext context, string? state)
    {
        if (
            context.Request.Cookies[CookieName] is not { } id
            || memory.Get<PendingLogin>(Key(id)) is not { } pending
            || pending.State != state
        )
        {
            return null;
        }

        memory.Remove(Key(id));
        return pending;
    }

    private static string Key(string id) => $"pending/{id}";

    private static string Random() => RandomNumberGenerator.GetString(Alphabet, Length);
}

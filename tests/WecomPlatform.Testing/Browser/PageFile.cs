namespace WecomPlatform.Testing.Browser;

/// <summary>What a site serves at one address.</summary>
public sealed record PageFile(string ContentType, string Body)
{
    public static PageFile Html(string body) => new("text/html; charset=utf-8", body);

    public static PageFile Script(string body) => new("text/javascript; charset=utf-8", body);

    public static PageFile Json(string body) => new("application/json", body);
}

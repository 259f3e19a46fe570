namespace WecomPlatform.Cli.Doctor.Signatures;

/// <summary>The urls that are signed by mistake instead of a page's own.</summary>
internal static class UrlDeviations
{
    private const string Href =
        "Send location.href.split('#')[0] from the page at the moment it signs, percent-encoded once (encodeURIComponent).";

    /// <summary>The page's url first, then the mistakes.</summary>
    /// <param name="href">The page's location.href.</param>
    /// <param name="landing">The url by which the page was entered, when it is known.</param>
    public static IEnumerable<Deviation> Of(string href, string? landing)
    {
        var url = Cut(href, '#');
        yield return Deviation.None(url);
        if (href != url)
        {
            yield return new(
                href,
                "fragment_signed",
                "The url was signed with its #…, which WeCom leaves out.",
                "Cut the url at the first # before you sign it."
            );
        }

        yield return new(
            url.Replace("&", "&amp;", StringComparison.Ordinal),
            "html_escaped_ampersand",
            "The url was signed with &amp; for &: it went through an HTML template or filter.",
            "Take the url from location.href in a script, not from markup, or undo the escaping before you sign."
        );
        yield return new(
            url.Replace("&amp;", "&", StringComparison.Ordinal),
            "html_escaped_ampersand",
            "The page's url holds a literal &amp;, and & was signed for it.",
            "Correct the link that leads to the page: its & was escaped twice."
        );
        yield return new(
            SwapScheme(url),
            "url_scheme",
            $"The url was signed with {Scheme(SwapScheme(url))}, the page was loaded by {Scheme(url)}: a proxy in front of the server ends TLS.",
            "Do not build the url on the server; send the page's location.href. Or have the proxy send X-Forwarded-Proto, and heed it."
        );
        yield return new(Cut(url, '?'), "query_missing", "The url was signed without its query.", Href);
        yield return new(
            Uri.EscapeDataString(url),
            "url_escaped",
            "The url was signed percent-encoded, as it came in a parameter.",
            "Decode the parameter once before you sign."
        );
        yield return new(Uri.UnescapeDataString(url), "url_escaped", "The url was signed with its percent escapes undone.", Href);
        yield return new(
            url.EndsWith('/') ? url[..^1] : url + "/",
            "trailing_slash",
            "The url was signed with a / at its end too many or too few.",
            Href
        );
        yield return new(WithPort(url), "url_port", "The url was signed with the default port, which browsers leave out.", Href);
        foreach (var other in OtherPages(url, landing))
        {
            yield return new(
                other,
                "url_of_other_page",
                $"The url of another page was signed: {Cut(other, '?')}. A single-page app has moved on since it was loaded.",
                "Sign anew on each route with the url of that moment; on iOS older clients want the url by which the app was entered. ww.register asks by itself."
            );
        }
    }

    private static IEnumerable<string> OtherPages(string url, string? landing)
    {
        if (landing is not null)
        {
            yield return Cut(landing, '#');
        }

        var path = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? url.IndexOf('/', scheme + 3) : -1;
        if (path < 0)
        {
            yield break;
        }

        yield return url[..path];
        var bare = Cut(url, '?');
        for (var slash = bare.LastIndexOf('/'); slash >= path; slash = slash > 0 ? bare.LastIndexOf('/', slash - 1) : -1)
        {
            yield return bare[..(slash + 1)];
            yield return bare[..slash];
        }
    }

    private static string Cut(string url, char at) => url.IndexOf(at, StringComparison.Ordinal) is >= 0 and var end ? url[..end] : url;

    private static string SwapScheme(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "http://" + url["https://".Length..]
        : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "https://" + url["http://".Length..]
        : url;

    private static string Scheme(string url) => Cut(url, ':').ToLowerInvariant();

    private static string WithPort(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
        {
            return url;
        }

        var end = url.AsSpan(host + 3).IndexOfAny('/', '?') is >= 0 and var found ? host + 3 + found : url.Length;
        return $"{url[..end]}:{(Scheme(url) == "https" ? 443 : 80)}{url[end..]}";
    }
}

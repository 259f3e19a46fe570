using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace WecomPlatform.Credentials.Signing;

/// <summary>The url of a page that wants to call JSAPIs, kept byte for byte as it came, up to the first <c>#</c>.</summary>
/// <remarks>
/// <para>
/// WeCom's client hashes <c>location.href.split('#')[0]</c> (OD 90506). Browsers keep raw <c>| ^ [ ] { } ` \</c>, lower-case and needless
/// escapes in a query; <see cref="Uri"/> rewrites them, and the client then answers "invalid signature". So the text is only looked at,
/// never parsed and printed again.
/// </para>
/// <para>
/// Rules are checked in this order, the first broken one is told: <see cref="UrlRule.TooLong"/> on the whole received text (it bounds the
/// rest); <see cref="UrlRule.ControlCharacter"/> or <see cref="UrlRule.NonAscii"/>, whichever character comes first;
/// <see cref="UrlRule.NotAbsolute"/> without a scheme; <see cref="UrlRule.Scheme"/>; <see cref="UrlRule.NotAbsolute"/> for anything wrong
/// between the scheme and the path. From the first <c>#</c> on nothing but the length counts: it is not signed.
/// </para>
/// <para>
/// The host is the one a browser would load: the authority ends at <c>/ ? # \</c>, userinfo reaches to its last <c>@</c>, the port is a number
/// up to 65535. Spellings that browsers read but never write into <c>location.href</c> are refused rather than interpreted: fewer or more than
/// two slashes, escapes in the host, empty labels, IPv4 in other forms than <c>a.b.c.d</c>. A dot at the end of the host is kept, since to
/// the browser it is another origin.
/// </para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PageUrl
{
    /// <summary>The longest text taken, in characters and with what follows <c>#</c>.</summary>
    public const int MaxLength = 8192;

    // What is neither refused nor cut off nor warned of: of nearly every url one look at its characters says all.
    private static readonly SearchValues<char> s_usual = SearchValues.Create([
        .. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Except("#;"),
    ]);

    private readonly string? _text;
    private readonly ReadOnlyMemory<char> _host;

    private PageUrl(string text, ReadOnlyMemory<char> host, UrlWarnings warnings)
    {
        _text = text;
        _host = host;
        Warnings = warnings;
    }

    /// <summary>What is signed: the received text up to the first <c>#</c>; printable ASCII only.</summary>
    public string Text => _text ?? throw new InvalidOperationException("This PageUrl was never set.");

    /// <summary>The host in lower case without port, an IPv6 address in brackets; for <see cref="TrustedDomain.Covers"/>.</summary>
    public ReadOnlySpan<char> Host => _host.Span;

    /// <summary>What makes it unlikely that the page really has this url.</summary>
    public UrlWarnings Warnings { get; }

    /// <summary>Reads a page's url.</summary>
    /// <param name="text">The url as it came from the caller.</param>
    /// <param name="url">The url, when it can be signed.</param>
    /// <param name="broken">The first rule that it breaks; <see cref="UrlRule.None"/> when it can be signed.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PageUrl url, out UrlRule broken)
    {
        url = default;
        broken = CheckCharacters(text, out var signed, out var warnings);
        if (broken != UrlRule.None || (broken = CheckOrigin(signed, out var host)) != UrlRule.None)
        {
            return false;
        }

        url = new PageUrl(signed, host, warnings);
        return true;
    }

    /// <summary>Two urls are equal when the same text is signed; host and warnings follow from it.</summary>
    public bool Equals(PageUrl other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => _text is null ? 0 : StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The url without userinfo and query, which may hold a password or a login code, so that it can stand in a log line.</summary>
    public override string ToString()
    {
        if (_text is null)
        {
            return string.Empty;
        }

        var start = _text.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathStart = _text.AsSpan(start).IndexOfAny('/', '?', '\\');
        var query = _text.AsSpan(start).IndexOf('?');
        var authority = _text.AsSpan(start, pathStart < 0 ? _text.Length - start : pathStart);
        var path = pathStart < 0 ? [] : _text.AsSpan(start)[pathStart..(query < 0 ? ^0 : query)];
        return $"{_text.AsSpan(0, start)}{authority[(authority.LastIndexOf('@') + 1)..]}{path}";
    }

    private static UrlRule CheckCharacters(string? text, out string signed, out UrlWarnings warnings)
    {
        signed = string.Empty;
        warnings = UrlWarnings.None;
        if (text is null)
        {
            return UrlRule.NotAbsolute;
        }

        if (text.Length > MaxLength)
        {
            return UrlRule.TooLong;
        }

        signed = text;
        if (!text.AsSpan().ContainsAnyExcept(s_usual))
        {
            return UrlRule.None;
        }

        var hash = text.IndexOf('#', StringComparison.Ordinal);
        signed = hash < 0 ? text : text[..hash];
        var strange = signed.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (strange >= 0)
        {
            return signed[strange] > '\x7f' ? UrlRule.NonAscii : UrlRule.ControlCharacter;
        }

        warnings =
            (signed.Contains("&amp;", StringComparison.Ordinal) ? UrlWarnings.HtmlEscapedAmpersand : UrlWarnings.None)
            | (signed.Contains(' ', StringComparison.Ordinal) ? UrlWarnings.UnescapedSpace : UrlWarnings.None);
        return UrlRule.None;
    }

    private static UrlRule CheckOrigin(string signed, out ReadOnlyMemory<char> host)
    {
        host = default;
        var authority =
            signed.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length
            : signed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
            : 0;
        return authority == 0 ? WithoutAuthority(signed)
            : HostParser.TryParse(signed, authority, out host) ? UrlRule.None
            : UrlRule.NotAbsolute;
    }

    private static UrlRule WithoutAuthority(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return
            colon < 0
            || !IsScheme(url.AsSpan(0, colon))
            || url.AsSpan(0, colon).Equals("https", StringComparison.OrdinalIgnoreCase)
            || url.AsSpan(0, colon).Equals("http", StringComparison.OrdinalIgnoreCase)
            ? UrlRule.NotAbsolute
            : UrlRule.Scheme;
    }

    // RFC 3986, 3.1; so app.example.com:8080/ has the scheme app.example.com, to us as to a browser.
    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Buffers;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Finds the host that a browser would load for an http or https url.</summary>
internal static class HostParser
{
    private const int MaxPort = 65535;

    // Browsers read \ as / in http and https urls: https://evil.com\@app.example.com/ loads evil.com.
    private static readonly SearchValues<char> s_authorityEnd = SearchValues.Create(@"/?#\");

    /// <summary>Reads the host out of what follows <c>https://</c>; false when no browser would write such an authority.</summary>
    /// <param name="url">The url.</param>
    /// <param name="authorityStart">Where the authority begins in it.</param>
    /// <param name="host">The host in lower case: a part of <paramref name="url"/> itself when it is written like that.</param>
    public static bool TryParse(string url, int authorityStart, out ReadOnlyMemory<char> host)
    {
        host = default;
        var authority = url.AsSpan(authorityStart);
        var end = authority.IndexOfAny(s_authorityEnd);
        authority = end < 0 ? authority : authority[..end];

        // Everything before the last @ is userinfo, further @ included: https://a@app.example.com@evil.com/ loads evil.com.
        var start = authority.LastIndexOf('@') + 1;
        var hostAndPort = authority[start..];
        start += authorityStart;

        if (hostAndPort is ['[', ..])
        {
            var close = hostAndPort.IndexOf(']');
            if (close < 0 || !IsPort(hostAndPort[(close + 1)..]) || !HostText.TryNormalizeIPv6(hostAndPort[1..close], out var address))
            {
                return false;
            }

            host = address.AsMemory();
            return true;
        }

        var colon = hostAndPort.IndexOf(':');
        var name = colon < 0 ? hostAndPort : hostAndPort[..colon];
        if ((colon >= 0 && !IsPort(hostAndPort[colon..])) || !(HostText.IsName(name) || HostText.IsIPv4(name)))
        {
            return false;
        }

        host = name.ContainsAnyInRange('A', 'Z') ? name.ToString().ToLowerInvariant().AsMemory() : url.AsMemory(start, name.Length);
        return true;
    }

    // Nothing, or : and a number; browsers take a lone colon and leading zeros too.
    private static bool IsPort(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != ':')
        {
            return false;
        }

        var number = 0;
        foreach (var digit in text[1..])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
            if (number > MaxPort)
            {
                return false;
            }
        }

        return true;
    }
}

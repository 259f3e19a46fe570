using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace WecomPlatform.Credentials.Signing;

/// <summary>The one grammar of hosts for urls and trusted domains, so that the two can be compared as plain text.</summary>
/// <remarks>
/// It is the form in which browsers write a host into <c>location.href</c>, and nothing that they would still have to decode or map:
/// such a text could mean another host to the browser than to us.
/// </remarks>
internal static class HostText
{
    private const int MaxNameLength = 253;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create(
        "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    );

    private static readonly SearchValues<char> s_ipv6Characters = SearchValues.Create(".0123456789:ABCDEFabcdef");

    /// <summary>A name of letters, digits, <c>-</c> and <c>_</c> in non-empty labels; one dot may end it (the DNS root).</summary>
    /// <remarks>A name whose last label is a number is refused: browsers take it for an IPv4 address in some spelling.</remarks>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(s_nameCharacters))
        {
            return false;
        }

        var rest = text is [.., '.'] ? text[..^1] : text;
        if (rest.Length > MaxNameLength)
        {
            return false;
        }

        while (true)
        {
            var dot = rest.IndexOf('.');
            var label = dot < 0 ? rest : rest[..dot];
            if (label.Length is 0 or > MaxLabelLength)
            {
                return false;
            }

            if (dot < 0)
            {
                return !IsNumber(label);
            }

            rest = rest[(dot + 1)..];
        }
    }

    /// <summary>Four decimal numbers up to 255 without leading zeros: the only spelling browsers write.</summary>
    public static bool IsIPv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || part is ['0', _, ..])
            {
                return false;
            }

            var number = 0;
            foreach (var digit in part)
            {
                number = (number * 10) + (digit - '0');
            }

            if (number > 255)
            {
                return false;
            }

            parts++;
        }

        return parts == 4;
    }

    /// <summary>Reads an IPv6 address without its brackets and writes it in one spelling with them; zones are refused.</summary>
    public static bool TryNormalizeIPv6(ReadOnlySpan<char> text, out string host)
    {
        host = string.Empty;
        if (
            text.ContainsAnyExcept(s_ipv6Characters)
            || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6
        )
        {
            return false;
        }

        host = $"[{address}]";
        return true;
    }

    // The "ends in a number" check of the URL standard: all digits, or 0x and hexadecimal digits.
    private static bool IsNumber(ReadOnlySpan<char> label)
    {
        if (!label.ContainsAnyExceptInRange('0', '9'))
        {
            return true;
        }

        if (label is not ['0', 'x' or 'X', .. var digits])
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace WecomPlatform.Credentials.Signing;

/// <summary>A domain (可信域名) whose pages an app or suite trusts, in lower case and punycode; or one IP address.</summary>
/// <remarks>
/// It covers its own host and everything below it. Public suffixes such as <c>com.cn</c> are not known here: who enters one trusts all
/// under it. A name that ends in a dot covers only hosts that do, and the other way round, as browsers keep the two apart.
/// </remarks>
public readonly record struct TrustedDomain : IParsable<TrustedDomain>
{
    // Punycode spends at least one character on two UTF-16 ones, so nothing longer can end at 253: IdnMapping need not see it.
    private const int MaxReceivedLength = 512;

    private static readonly IdnMapping s_idn = new();

    private readonly string? _host;
    private readonly bool _isAddress;

    private TrustedDomain(string host, bool isAddress)
    {
        _host = host;
        _isAddress = isAddress;
    }

    /// <summary>The domain in lower-case punycode, or the address; IPv6 in brackets.</summary>
    public string Value => _host ?? throw new InvalidOperationException("This TrustedDomain was never set.");

    /// <summary>
    /// Reads a host name (Unicode or punycode, at most 253 characters in punycode) or an IP address (IPv6 with or without brackets).
    /// Schemes, ports, paths, wildcards, blanks and empty labels are refused.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out TrustedDomain result)
    {
        result = default;
        if (string.IsNullOrEmpty(s) || s.Length > MaxReceivedLength)
        {
            return false;
        }

        if (HostText.IsIPv4(s))
        {
            result = new TrustedDomain(s, isAddress: true);
            return true;
        }

        if (HostText.TryNormalizeIPv6(s is ['[', .., ']'] ? s.AsSpan(1, s.Length - 2) : s, out var address))
        {
            result = new TrustedDomain(address, isAddress: true);
            return true;
        }

        if (!TryGetAscii(s.ToLowerInvariant(), out var name) || !HostText.IsName(name))
        {
            return false;
        }

        result = new TrustedDomain(name, isAddress: false);
        return true;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TrustedDomain result) =>
        TryParse(s, out result);

    /// <summary>Reads a host name or an IP address.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static TrustedDomain Parse(string s) =>
        TryParse(s, out var domain) ? domain : throw new FormatException("Not a host name or IP address.");

    /// <inheritdoc />
    public static TrustedDomain Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Whether pages of a host are trusted: it equals the domain or ends with "." and the domain; an address only equals.</summary>
    /// <param name="host">A host as <see cref="PageUrl.Host"/> gives it: lower-case ASCII, no port.</param>
    public bool Covers(ReadOnlySpan<char> host)
    {
        if (_host is null || !host.EndsWith(_host, StringComparison.Ordinal))
        {
            return false;
        }

        var above = host.Length - _host.Length;
        return above == 0 || (!_isAddress && host[above - 1] == '.');
    }

    /// <inheritdoc />
    public override string ToString() => _host ?? string.Empty;

    private static bool TryGetAscii(string text, out string ascii)
    {
        ascii = text;
        if (Ascii.IsValid(text))
        {
            return true;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && !MayStandInName(rune))
            {
                return false;
            }
        }

        try
        {
            ascii = s_idn.GetAscii(text);
            return true;
        }
        catch (ArgumentException)
        {
            // Empty or too long labels, or characters that no domain has; IdnMapping has no Try form.
            return false;
        }
    }

    // Letters, their marks, digits, and the dots of East Asian input methods, which IdnMapping reads as dots. Without this the full-width
    // forms of * / and : would vanish in punycode, and so would halves of surrogate pairs.
    private static bool MayStandInName(Rune rune) =>
        rune.Value is 0x3002 or 0xff0e or 0xff61
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber;
}

using System.Runtime.CompilerServices;

namespace WecomPlatform.Server.Signing;

/// <summary>
/// Goes once through a query as it stands in the request: percent escapes are decoded as UTF-8 and <c>+</c> stays <c>+</c>, since a
/// page's url is signed byte for byte and a form decoder would turn its plus signs into blanks.
/// </summary>
internal ref struct RawQuery(ReadOnlySpan<char> query)
{
    private const int MaxShort = 256;

    private ReadOnlySpan<char> _rest = query.StartsWith('?') ? query[1..] : query;

    /// <summary>A name, and its value still escaped. Parts without <c>=</c> are passed over.</summary>
    public Pair Current { get; private set; }

    /// <summary>Decodes a value. Broken escapes stay as they are.</summary>
    [SkipLocalsInit]
    public static string Decode(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('%'))
        {
            return escaped.ToString();
        }

        if (escaped.Length > MaxShort)
        {
            return Uri.UnescapeDataString(escaped);
        }

        Span<char> decoded = stackalloc char[MaxShort];
        return TryDecodeAscii(escaped, decoded, out var length) ? decoded[..length].ToString() : Uri.UnescapeDataString(escaped);
    }

    /// <summary>The first value of that name; null when there is none.</summary>
    public readonly string? Find(ReadOnlySpan<char> name)
    {
        foreach (var pair in this)
        {
            if (pair.Name.SequenceEqual(name))
            {
                return Decode(pair.Escaped);
            }
        }

        return null;
    }

    public readonly RawQuery GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('&');
            var part = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            var equals = part.IndexOf('=');
            if (equals >= 0)
            {
                Current = new Pair { Name = part[..equals], Escaped = part[(equals + 1)..] };
                return true;
            }
        }

        return false;
    }

    // Escaped ASCII, as in most urls; the framework also copes with everything else. A method of its own, since one that takes memory from
    // the stack is not compiled anew when it turns out to be hot.
    private static bool TryDecodeAscii(ReadOnlySpan<char> escaped, Span<char> decoded, out int length)
    {
        length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var character = escaped[i];
            if (character == '%')
            {
                if (i + 2 >= escaped.Length || !TryReadAscii(escaped[i + 1], escaped[i + 2], out character))
                {
                    return false;
                }

                i += 2;
            }

            decoded[length++] = character;
        }

        return true;
    }

    private static bool TryReadAscii(char high, char low, out char character)
    {
        character = (char)(((high - '0') << 4) | (low <= '9' ? low - '0' : (low | 0x20) - 'a' + 10));
        return high is >= '0' and <= '7' && char.IsAsciiHexDigit(low);
    }

    /// <summary>A name and its value.</summary>
    public ref struct Pair
    {
        public ReadOnlySpan<char> Name { get; init; }
        public ReadOnlySpan<char> Escaped { get; init; }
    }
}

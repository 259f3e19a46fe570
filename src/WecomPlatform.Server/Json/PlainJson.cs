using System.Buffers;

namespace WecomPlatform.Server.Json;

/// <summary>
/// Reads JSON as nearly everybody writes it: texts of printable ASCII without escapes, and whole numbers. It takes a third of the
/// time of the framework's reader, and gives up at anything else, so that that one reads it or says what is wrong.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text)
{
    // So many digits fit into a long, whatever they are.
    private const int MaxDigits = 18;

    private static readonly SearchValues<byte> s_plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Except("\"\\"u8.ToArray()),
    ]);

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _rest.IsEmpty;
        }
    }

    /// <summary>Reads a bracket, brace, colon or comma, if it comes next.</summary>
    public bool TryRead(char punctuation)
    {
        SkipSpace();
        if (_rest.IsEmpty || _rest[0] != punctuation)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Reads a text.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> ascii)
    {
        ascii = default;
        if (!TryRead('"'))
        {
            return false;
        }

        var end = _rest.IndexOfAnyExcept(s_plain);
        if (end < 0 || _rest[end] != '"')
        {
            return false;
        }

        ascii = _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>Reads a whole number that is not negative.</summary>
    public bool TryReadNumber(out long number)
    {
        SkipSpace();
        number = 0;
        var digits = 0;
        while (digits < _rest.Length && char.IsAsciiDigit((char)_rest[digits]))
        {
            number = (number * 10) + (_rest[digits] - '0');
            if (++digits > MaxDigits)
            {
                return false;
            }
        }

        if (digits == 0 || (digits > 1 && _rest[0] == '0'))
        {
            return false;
        }

        _rest = _rest[digits..];
        return true;
    }

    private void SkipSpace()
    {
        while (!_rest.IsEmpty && _rest[0] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _rest = _rest[1..];
        }
    }
}

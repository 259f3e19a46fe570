using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace WecomPlatform.Server.Wire;

/// <summary>Writes text into memory that is known to be large enough.</summary>
internal ref struct SpanWriter(Span<byte> into)
{
    /// <summary>The most bytes that one character of <see cref="WriteJson"/> takes: <c>\u0000</c>.</summary>
    public const int MaxJsonCharacter = 6;

    // What a relaxed encoder leaves as it is; all of it is one byte.
    private static readonly SearchValues<char> s_plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except("\"\\"),
    ]);

    private readonly Span<byte> _into = into;

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>The memory that is left.</summary>
    public readonly Span<byte> Rest => _into[Length..];

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _into[..Length];

    public void Advance(int bytes) => Length += bytes;

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Rest);
        Length += bytes.Length;
    }

    public void Write(byte value) => _into[Length++] = value;

    /// <summary>Writes a number in decimal digits.</summary>
    public void Write(long number)
    {
        Utf8Formatter.TryFormat(number, Rest, out var digits);
        Length += digits;
    }

    /// <summary>Writes text as UTF-8.</summary>
    public void Write(scoped ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Rest);

    /// <summary>Writes the inside of a JSON string.</summary>
    public void WriteJson(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var strange = text.IndexOfAnyExcept(s_plain);
            var plain = strange < 0 ? text : text[..strange];
            Ascii.FromUtf16(plain, Rest, out var written);
            Length += written;
            if (strange < 0)
            {
                return;
            }

            text = text[strange..];
            var end = text.IndexOfAny(s_plain);
            Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text[..(end < 0 ? text.Length : end)].ToString()));
            text = end < 0 ? [] : text[end..];
        }
    }
}

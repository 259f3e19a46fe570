using System.Text;

namespace WecomPlatform.Server.Wire;

/// <summary>
/// Reads a protobuf message field by field, without generated classes: those cost a tenth of a whole call. Once something is wrong
/// the reader is broken and finds no further field. Groups, which proto3 does not have, break it.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;

    private const int MaxVarintBits = 64;
    private const int MaxFieldNumber = (1 << 29) - 1;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Whether the message is malformed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The current field's number and wire type, as <see cref="TagOf"/> puts them together.</summary>
    public int Tag { get; private set; }

    /// <summary>A field's number and wire type in one.</summary>
    public static int TagOf(int field, int type) => (field << 3) | type;

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end, and when the message is malformed.</returns>
    public bool Next()
    {
        if (_rest.IsEmpty || IsBroken)
        {
            return false;
        }

        var tag = ReadVarint();
        if (tag >> 3 is < 1 or > MaxFieldNumber)
        {
            Break();
            return false;
        }

        Tag = unchecked((int)tag);
        return !IsBroken;
    }

    public long ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < MaxVarintBits; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                break;
            }

            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return unchecked((long)value);
            }
        }

        Break();
        return 0;
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (IsBroken || (ulong)length > (ulong)_rest.Length)
        {
            Break();
            return [];
        }

        var bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    /// <summary>Reads text, which must be UTF-8.</summary>
    /// <param name="likely">What it may well be: then this very string is returned, and none is made.</param>
    public string ReadText(string? likely = null)
    {
        var bytes = ReadBytes();
        if (likely is not null && Ascii.Equals(bytes, likely))
        {
            return likely;
        }

        if (Ascii.IsValid(bytes))
        {
            return Encoding.Latin1.GetString(bytes);
        }

        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            Break();
            return string.Empty;
        }
    }

    /// <summary>Passes over a field that nobody here knows.</summary>
    public void Skip()
    {
        switch (Tag & 7)
        {
            case Varint:
                ReadVarint();
                break;
            case Bytes:
                ReadBytes();
                break;
            case Fixed32 when _rest.Length >= sizeof(int):
                _rest = _rest[sizeof(int)..];
                break;
            case Fixed64 when _rest.Length >= sizeof(long):
                _rest = _rest[sizeof(long)..];
                break;
            default:
                Break();
                break;
        }
    }

    private void Break()
    {
        IsBroken = true;
        _rest = [];
    }
}

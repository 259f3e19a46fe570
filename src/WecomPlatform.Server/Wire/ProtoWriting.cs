using System.Numerics;
using System.Text;

namespace WecomPlatform.Server.Wire;

/// <summary>Writes fields of protobuf messages; a field that holds its type's default is left out, as proto3 does.</summary>
internal static class ProtoWriting
{
    /// <summary>How many bytes a number takes.</summary>
    public static int VarintLength(long value) => (BitOperations.Log2(unchecked((ulong)value) | 1) + 7) / 7;

    /// <summary>How many bytes a number takes as a field with a number up to 15.</summary>
    public static int NumberLength(long value) => value == 0 ? 0 : 1 + VarintLength(value);

    /// <summary>How many bytes a text takes as a field with a number up to 15.</summary>
    public static int TextLength(string text) => text.Length == 0 ? 0 : BytesLength(Encoding.UTF8.GetByteCount(text));

    /// <summary>How many bytes that many bytes take as a field with a number up to 15.</summary>
    public static int BytesLength(int bytes) => 1 + VarintLength(bytes) + bytes;

    public static void WriteVarint(this ref SpanWriter proto, long value)
    {
        var rest = unchecked((ulong)value);
        while (rest >= 0x80)
        {
            proto.Write((byte)(rest | 0x80));
            rest >>= 7;
        }

        proto.Write((byte)rest);
    }

    public static void WriteNumber(this ref SpanWriter proto, int field, long value)
    {
        if (value != 0)
        {
            proto.WriteVarint(ProtoReader.TagOf(field, ProtoReader.Varint));
            proto.WriteVarint(value);
        }
    }

    public static void WriteText(this ref SpanWriter proto, int field, string text)
    {
        if (text.Length > 0)
        {
            proto.WriteLength(field, Encoding.UTF8.GetByteCount(text));
            proto.Write(text);
        }
    }

    public static void WriteBytes(this ref SpanWriter proto, int field, scoped ReadOnlySpan<byte> bytes)
    {
        proto.WriteLength(field, bytes.Length);
        proto.Write(bytes);
    }

    /// <summary>Begins a field of that many bytes.</summary>
    public static void WriteLength(this ref SpanWriter proto, int field, int length)
    {
        proto.WriteVarint(ProtoReader.TagOf(field, ProtoReader.Bytes));
        proto.WriteVarint(length);
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace WecomPlatform.Server.Grpc;

/// <summary>A message on the wire: a byte that says whether it is compressed, its length in four, the message.</summary>
internal static class GrpcFrame
{
    public const int HeadLength = 5;

    /// <summary>Takes the one message of a unary call out of its body.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="encoding">The caller's <c>grpc-encoding</c>: null, <c>identity</c> or <c>gzip</c>.</param>
    /// <param name="maxSize">The largest message taken, in bytes and unpacked.</param>
    /// <param name="message">The message.</param>
    /// <returns>What is wrong with the frame; null when nothing is.</returns>
    public static GrpcFailure? Read(in ReadOnlySequence<byte> body, string? encoding, int maxSize, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (body.Length < HeadLength)
        {
            return GrpcFailure.BadFrame(body.IsEmpty ? "A unary call has one message." : "The frame's head is cut off.");
        }

        var head = body.FirstSpan;
        if (head.Length < HeadLength)
        {
            head = body.Slice(0, HeadLength).ToArray();
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(head[1..HeadLength]);
        if (length > maxSize)
        {
            return TooLarge(maxSize);
        }

        message = body.Slice(HeadLength);
        if (message.Length != length)
        {
            return GrpcFailure.BadFrame(message.Length < length ? "The message is cut off." : "A unary call has only one message.");
        }

        return head[0] switch
        {
            0 => null,
            1 when encoding is "gzip" => Unpack(ref message, maxSize),
            1 => GrpcFailure.BadFrame("A compressed message needs a grpc-encoding."),
            _ => GrpcFailure.BadFrame("The frame's first byte is 0 or 1."),
        };
    }

    /// <summary>Writes the head of an uncompressed message.</summary>
    public static void WriteHead(Span<byte> frame, int length)
    {
        frame[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], length);
    }

    /// <summary>Compresses a frame; for callers who compress, too.</summary>
    public static byte[] Pack(ReadOnlyMemory<byte> frame)
    {
        using var packed = new MemoryStream();
        packed.Write(stackalloc byte[HeadLength]);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(frame.Span[HeadLength..]);
        }

        var bytes = packed.ToArray();
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - HeadLength);
        return bytes;
    }

    // However little is sent, no more than the bound is ever unpacked.
    private static GrpcFailure? Unpack(ref ReadOnlySequence<byte> message, int maxSize)
    {
        var unpacked = new ArrayBufferWriter<byte>();
        try
        {
            using var packed = new MemoryStream(message.ToArray());
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            while (unpacked.WrittenCount <= maxSize && gzip.Read(unpacked.GetSpan()) is var read and > 0)
            {
                unpacked.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            return GrpcFailure.BadFrame("The message is not gzip.");
        }

        message = new ReadOnlySequence<byte>(unpacked.WrittenMemory);
        return unpacked.WrittenCount > maxSize ? TooLarge(maxSize) : null;
    }

    private static GrpcFailure TooLarge(int maxSize) =>
        new(GrpcStatus.ResourceExhausted, $"The message is larger than {maxSize} bytes.", Problems.Problem.BodyTooLarge(maxSize));
}

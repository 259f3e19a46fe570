using System.Buffers;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Grpc;

/// <summary>What a method answers: a message behind room for its frame's head, in rented memory; or a problem.</summary>
internal readonly struct GrpcReply
{
    private readonly byte[]? _buffer;

    private GrpcReply(ApiProblem? problem, byte[]? buffer, int length)
    {
        Problem = problem;
        _buffer = buffer;
        Length = length;
    }

    /// <summary>Why there is no message.</summary>
    public ApiProblem? Problem { get; }

    /// <summary>The message's length in bytes.</summary>
    public int Length { get; }

    /// <summary>Head and message.</summary>
    public Memory<byte> Frame => _buffer.AsMemory(0, GrpcFrame.HeadLength + Length);

    public static GrpcReply Refuse(ApiProblem problem) => new(problem, null, 0);

    /// <summary>Memory for a message of exactly that length; write it through <see cref="Writer"/>.</summary>
    public static GrpcReply Rent(int length) => new(null, ArrayPool<byte>.Shared.Rent(GrpcFrame.HeadLength + length), length);

    public SpanWriter Writer() => new(_buffer.AsSpan(GrpcFrame.HeadLength, Length));

    public void Return() => ArrayPool<byte>.Shared.Return(_buffer!);
}

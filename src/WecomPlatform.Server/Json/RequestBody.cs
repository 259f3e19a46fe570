using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Json;

/// <summary>Reads whole bodies. A body that has arrived already is read without waiting.</summary>
internal static class RequestBody
{
    /// <summary>Reads a body of at most <paramref name="maxSize"/> bytes; <see cref="Release"/> it afterwards.</summary>
    /// <returns>The body, or what is wrong with it.</returns>
    /// <remarks>
    /// Of a larger body no more is kept than that. The web server itself throws the rest away before it goes on with the connection:
    /// closing it at once would reset it, and the caller might never see the answer.
    /// </remarks>
    public static ValueTask<(ReadOnlySequence<byte> Body, ApiProblem? Problem)> ReadAsync(HttpContext context, int maxSize, WaitToken ct)
    {
        if (context.Request.ContentLength > maxSize)
        {
            return ValueTask.FromResult<(ReadOnlySequence<byte>, ApiProblem?)>((default, Problem.BodyTooLarge(maxSize)));
        }

        var reader = context.Request.BodyReader;
        if (!reader.TryRead(out var read))
        {
            return ReadOnAsync(reader, null, maxSize, ct.OfBody);
        }

        return read.IsCompleted && read.Buffer.Length <= maxSize
            ? ValueTask.FromResult<(ReadOnlySequence<byte>, ApiProblem?)>((read.Buffer, null))
            : ReadOnAsync(reader, read, maxSize, ct.OfBody);
    }

    /// <summary>Gives the body's memory back to the web server.</summary>
    public static void Release(HttpContext context, in ReadOnlySequence<byte> body) => context.Request.BodyReader.AdvanceTo(body.End);

    // By gRPC a message mostly arrives after its headers: the wait is not a new object for each call.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(ReadOnlySequence<byte> Body, ApiProblem? Problem)> ReadOnAsync(
        PipeReader reader,
        ReadResult? begun,
        int maxSize,
        CancellationToken ct
    )
    {
        ReadResult read;
        try
        {
            read = begun ?? await reader.ReadAsync(ct);
            while (!read.IsCompleted && read.Buffer.Length <= maxSize)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                read = await reader.ReadAsync(ct);
            }
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            return (default, Problem.BodyInvalid("The body is cut off.")); // Whoever sent it is gone.
        }

        if (read.Buffer.Length > maxSize)
        {
            reader.AdvanceTo(read.Buffer.End);
            return (default, Problem.BodyTooLarge(maxSize));
        }

        return (read.Buffer, null);
    }
}

using System.Buffers;
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
    public static async ValueTask<(ReadOnlySequence<byte> Body, ApiProblem? Problem)> ReadAsync(
        HttpContext context,
        int maxSize,
        CancellationToken ct
    )
    {
        if (context.Request.ContentLength > maxSize)
        {
            return (default, Problem.BodyTooLarge(maxSize));
        }

        var reader = context.Request.BodyReader;
        if (!reader.TryRead(out var read))
        {
            read = await reader.ReadAsync(ct);
        }

        while (!read.IsCompleted && read.Buffer.Length <= maxSize)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(ct);
        }

        if (read.Buffer.Length > maxSize)
        {
            reader.AdvanceTo(read.Buffer.End);
            return (default, Problem.BodyTooLarge(maxSize));
        }

        return (read.Buffer, null);
    }

    /// <summary>Gives the body's memory back to the web server.</summary>
    public static void Release(HttpContext context, in ReadOnlySequence<byte> body) => context.Request.BodyReader.AdvanceTo(body.End);
}

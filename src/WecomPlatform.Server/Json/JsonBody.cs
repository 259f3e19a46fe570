using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Json;

/// <summary>Reads JSON bodies, whatever content type they claim.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body of at most <paramref name="maxSize"/> bytes.</summary>
    /// <returns>The body, or what is wrong with it.</returns>
    /// <remarks>
    /// Of a larger body no more is kept than that. The web server itself throws the rest away before it goes on with the connection:
    /// closing it at once would reset it, and the caller might never see the answer.
    /// </remarks>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int maxSize)
        where T : class
    {
        if (context.Request.ContentLength > maxSize)
        {
            return (null, Problem.BodyTooLarge(maxSize));
        }

        var reader = context.Request.BodyReader;
        ReadResult read;
        while (true)
        {
            read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > maxSize)
            {
                break;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        try
        {
            return read.Buffer.Length > maxSize ? (null, Problem.BodyTooLarge(maxSize)) : Parse(read.Buffer, type);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static (T? Body, ApiProblem? Problem) Parse<T>(ReadOnlySequence<byte> text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var json = new Utf8JsonReader(SkipByteOrderMark(text), isFinalBlock: true, default);
            var body = JsonSerializer.Deserialize(ref json, type);
            if (json.Read())
            {
                return (null, Problem.BodyInvalid("Something follows the JSON object."));
            }

            return body is null ? (null, Problem.BodyInvalid("The body must be a JSON object.")) : (body, null);
        }
        catch (JsonException error)
        {
            return (null, Problem.BodyInvalid($"The body is not the JSON expected, at {error.Path ?? "$"}."));
        }
        catch (InvalidOperationException)
        {
            return (null, Problem.BodyInvalid("The body holds text that is not Unicode."));
        }
    }

    private static ReadOnlySequence<byte> SkipByteOrderMark(ReadOnlySequence<byte> text)
    {
        var json = new SequenceReader<byte>(text);
        return json.IsNext("\uFEFF"u8, advancePast: true) ? json.UnreadSequence : text;
    }
}

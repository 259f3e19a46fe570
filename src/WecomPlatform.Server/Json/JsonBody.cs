using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Json;

/// <summary>Reads JSON bodies, whatever content type they claim.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Reads a body of at most <paramref name="maxSize"/> bytes.</summary>
    /// <returns>The body, or what is wrong with it.</returns>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int maxSize)
        where T : class
    {
        var (text, problem) = await RequestBody.ReadAsync(context, maxSize, context.RequestAborted);
        if (problem is not null)
        {
            return (null, problem);
        }

        try
        {
            return Parse(text, type);
        }
        finally
        {
            RequestBody.Release(context, text);
        }
    }

    /// <summary>A reader of a whole JSON text; some editors put a byte order mark before it.</summary>
    public static Utf8JsonReader Reader(in ReadOnlySequence<byte> text)
    {
        if (text.IsSingleSegment)
        {
            var span = text.FirstSpan;
            return new Utf8JsonReader(span.StartsWith(Mark) ? span[Mark.Length..] : span, isFinalBlock: true, default);
        }

        var json = new SequenceReader<byte>(text);
        return new Utf8JsonReader(json.IsNext(Mark, advancePast: true) ? json.UnreadSequence : text, isFinalBlock: true, default);
    }

    private static (T? Body, ApiProblem? Problem) Parse<T>(in ReadOnlySequence<byte> text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var json = Reader(text);
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
}

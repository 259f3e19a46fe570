using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Json;

/// <summary>Reads JSON bodies, whatever content type they claim.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body of at most <paramref name="maxSize"/> bytes.</summary>
    /// <returns>The body, or what is wrong with it.</returns>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int maxSize)
        where T : class
    {
        if (context.Request.ContentLength > maxSize)
        {
            return (null, Problem.BodyTooLarge(maxSize));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = maxSize;
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
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

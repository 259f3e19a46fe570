using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomSimulator.Cgi;

/// <summary>Reads what a caller posts.</summary>
internal static class CgiBody
{
    /// <summary>The JSON object; null when it is none. A GET's body is not looked at (wecom-api.md §5.2).</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomSimulator.Control;

/// <summary>Reads the JSON bodies of <c>/_sim</c>, whatever their content type says.</summary>
internal static class SimBody
{
    public static async Task<T> ReadAsync<T>(HttpRequest request) => To<T>(await ReadObjectAsync(request));

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request)
    {
        try
        {
            var node = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return node as JsonObject ?? throw SimProblem.BadBody("the body must be a JSON object");
        }
        catch (JsonException wrong)
        {
            throw SimProblem.BadBody(wrong.Message);
        }
    }

    /// <summary><paramref name="current"/> with the fields that <paramref name="patch"/> names replaced.</summary>
    public static T Merge<T>(T current, JsonObject patch)
    {
        var merged = JsonSerializer.SerializeToNode(current, SimJson.Options)!.AsObject();
        foreach (var (name, value) in patch)
        {
            merged[name] = value?.DeepClone();
        }

        return To<T>(merged);
    }

    private static T To<T>(JsonObject body)
    {
        try
        {
            return body.Deserialize<T>(SimJson.Options)!;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw SimProblem.BadBody(wrong.Message);
        }
    }
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Http;

/// <summary>What an endpoint answered, read to the end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body as received.</param>
/// <param name="Headers">Response and content headers.</param>
public sealed record HttpAnswer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The body as JSON; throws with the body when it is none.</summary>
    public JsonNode Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Text) ?? throw new InvalidDataException("null");
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{(int)Status} is not JSON: {Text}", e);
            }
        }
    }

    /// <summary>The stable code of a problem, null in any other answer.</summary>
    public string? Code => Text.StartsWith('{') ? (string?)Json["code"] : null;

    /// <summary>This answer, or an exception that shows it.</summary>
    public HttpAnswer Expect() => IsSuccess ? this : throw new HttpRequestException($"{(int)Status}: {Text}", null, Status);
}

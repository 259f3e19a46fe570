using System.Text.Json;
using System.Text.Json.Nodes;
using WecomSimulator.Calls;

namespace WecomSimulator.Cgi;

/// <summary>One call of /cgi-bin. Parameters come in any order, with others among them and even after <c>?&amp;</c> (wecom-api.md §3).</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">With <c>/cgi-bin</c>.</param>
/// <param name="Query">Its parameters.</param>
/// <param name="Body">The posted JSON object; null when there is none.</param>
/// <param name="Site">Where the caller reached this simulator, e.g. <c>http://127.0.0.1:8070</c>.</param>
/// <param name="Ip">Where the connection comes from.</param>
/// <param name="At">When it arrived.</param>
internal sealed record CgiCall(
    string Method,
    string Path,
    IQueryCollection Query,
    JsonObject? Body,
    string Site,
    string Ip,
    DateTimeOffset At
)
{
    public CallerId Caller { get; init; } = CallerId.Unknown;

    public bool IsPost => HttpMethods.IsPost(Method);

    /// <summary>The parameter; null when absent. Of several the first counts (a guess).</summary>
    public string? this[string name] => Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>A text of the body; null when absent, empty or no text.</summary>
    public string? Text(string name) =>
        Body?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
            ? text
            : null;

    public static CgiCall From(HttpContext context, JsonObject? body, DateTimeOffset at)
    {
        // The connection's address and nothing else: a header proves nothing about where a call comes from.
        var address = context.Connection.RemoteIpAddress;
        var ip = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var request = context.Request;
        var site = $"{request.Scheme}://{request.Host}";
        return new CgiCall(request.Method, request.Path.Value ?? "", request.Query, body, site, ip?.ToString() ?? "", at);
    }
}

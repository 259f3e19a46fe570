using WecomSimulator.Calls;

namespace WecomSimulator.Cgi;

/// <summary>One call of /cgi-bin. Parameters come in any order, with others among them and even after <c>?&amp;</c> (wecom-api.md §3).</summary>
internal sealed record CgiCall(string Method, string Path, IQueryCollection Query, string Ip, DateTimeOffset At)
{
    public CallerId Caller { get; init; } = CallerId.Unknown;

    /// <summary>The parameter; null when absent. Of several the first counts (a guess).</summary>
    public string? this[string name] => Query.TryGetValue(name, out var values) ? values[0] : null;

    public static CgiCall From(HttpContext context, DateTimeOffset at)
    {
        // The connection's address and nothing else: a header proves nothing about where a call comes from.
        var address = context.Connection.RemoteIpAddress;
        var ip = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return new CgiCall(context.Request.Method, context.Request.Path.Value ?? "", context.Request.Query, ip?.ToString() ?? "", at);
    }
}

using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Wecom.Api;

/// <summary>One request to WeCom. Its query and body hold secrets.</summary>
/// <param name="Api">The path without its leading slash, e.g. <c>cgi-bin/gettoken</c>.</param>
/// <param name="Query">The query, escaped.</param>
/// <param name="Proxy">The proxy to leave by; null for the node's own.</param>
/// <param name="Body">The body of a POST; null for a GET.</param>
internal sealed record WecomRequest(string Api, string Query, Uri? Proxy, JsonObject? Body = null)
{
    /// <summary>A query's part.</summary>
    public static string Pair(string name, string value) => $"{name}={Uri.EscapeDataString(value)}";

    /// <inheritdoc cref="Pair(string, string)" />
    public static string Pair(string name, Secret value) => Pair(name, value.Reveal());

    /// <summary>Names the API only.</summary>
    public override string ToString() => Api;
}

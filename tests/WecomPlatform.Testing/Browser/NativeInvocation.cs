using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Browser;

/// <summary>One call of a page into the native client.</summary>
/// <param name="Name">preVerifyJSAPI, agentConfig or a JSAPI.</param>
/// <param name="Params">As the SDK sent them.</param>
/// <param name="Href">Where the web view was at that moment.</param>
/// <param name="Answer">The err_msg that it got.</param>
public sealed record NativeInvocation(string Name, JsonObject Params, string Href, string Answer);

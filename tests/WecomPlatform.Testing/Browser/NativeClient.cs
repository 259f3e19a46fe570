using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.Testing.Browser;

/// <summary>
/// The native half of a WeCom client: it asks WeCom whether a signature is right for the url that its own web view shows, whatever url
/// the page had signed, and lets nothing through before.
/// </summary>
internal sealed class NativeClient(Func<ClientVerification, Task<ClientVerdict>> verify, Func<string, JsonObject, JsonObject?> jsapi)
{
    /// <summary>The bridge as pages see it, there before their SDK loads.</summary>
    public const string BridgeScript = """
        window.WeixinJSBridge = {
          invoke(name, params, callback) {
            window.__native(JSON.stringify({ name, params: params ?? {}, href: location.href }))
              .then((answer) => callback && callback(JSON.parse(answer)));
          },
          on() {},
        };
        """;

    private readonly ConcurrentQueue<NativeInvocation> _invocations = new();

    public IReadOnlyList<NativeInvocation> Invocations => [.. _invocations];

    public async Task<string> InvokeAsync(string json)
    {
        var call = JsonNode.Parse(json)!;
        var (name, href, parameters) = ((string)call["name"]!, (string)call["href"]!, call["params"]!.AsObject());
        var refusal = await RefusalAsync(name, parameters, href.Split('#')[0]);
        var result = (refusal is null ? jsapi(name, parameters) : null) ?? [];
        result["err_msg"] ??= refusal is null ? $"{name}:ok" : $"{name}:fail_{refusal}";
        _invocations.Enqueue(new NativeInvocation(name, parameters, href, (string)result["err_msg"]!));
        return result.ToJsonString();
    }

    private async Task<string?> RefusalAsync(string name, JsonObject call, string url)
    {
        ClientVerification question;
        switch (name)
        {
            case "preVerifyJSAPI":
                question = new(
                    "corp",
                    Text("verifyAppId"),
                    null,
                    url,
                    Text("verifyTimestamp"),
                    Text("verifyNonceStr"),
                    Text("verifySignature")
                );
                break;
            case "agentConfig" when int.TryParse(Text("agentid"), CultureInfo.InvariantCulture, out var agentId):
                question = new("agent", Text("corpid"), agentId, url, Text("timestamp"), Text("nonceStr"), Text("signature"));
                break;
            case "agentConfig":
                return "invalid agentid";
            default:
                return null; // Which JSAPIs a page may call is not what signatures decide.
        }

        var verdict = await verify(question);
        return verdict.Ok ? null : verdict.ErrMsg ?? "invalid signature";

        string Text(string key) => call[key]?.ToString() ?? "";
    }
}

using System.Text.Json.Serialization;

namespace WecomPlatform.Server.Jssdk;

/// <summary>The argument of <c>wx.agentConfig</c>.</summary>
internal sealed record WxAgentConfigView(
    [property: JsonPropertyName("corpid")] string CorpId,
    [property: JsonPropertyName("agentid")] int AgentId,
    long Timestamp,
    string NonceStr,
    string Signature,
    IReadOnlyList<string> JsApiList
);

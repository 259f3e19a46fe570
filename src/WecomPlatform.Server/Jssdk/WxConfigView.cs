namespace WecomPlatform.Server.Jssdk;

/// <summary>The argument of <c>wx.config</c>.</summary>
internal sealed record WxConfigView(
    bool Beta,
    bool Debug,
    string AppId,
    long Timestamp,
    string NonceStr,
    string Signature,
    IReadOnlyList<string> JsApiList
);

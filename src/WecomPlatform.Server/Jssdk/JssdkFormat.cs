namespace WecomPlatform.Server.Jssdk;

/// <summary>Whose arguments are wanted.</summary>
internal enum JssdkFormat
{
    /// <summary>@wecom/jssdk: <c>ww.register</c>.</summary>
    Ww,

    /// <summary>jweixin: <c>wx.config</c> and <c>wx.agentConfig</c>.</summary>
    Wx,
}

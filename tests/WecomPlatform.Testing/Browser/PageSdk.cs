namespace WecomPlatform.Testing.Browser;

/// <summary>Which of WeCom's page SDKs a page loads.</summary>
public enum PageSdk
{
    /// <summary>@wecom/jssdk: <c>window.ww</c>.</summary>
    Ww,

    /// <summary>weixin-js-sdk (jweixin): <c>window.wx</c>, for older pages.</summary>
    Wx,
}

namespace WecomPlatform.Testing.Browser;

/// <summary>The WeCom client that a page believes to run in.</summary>
public sealed record WecomClientOptions
{
    /// <summary>From 3.0.24 on the SDK sends an app's signature alone, before that the corp's first.</summary>
    public string Version { get; init; } = "4.1.30";

    public PageSdk Sdk { get; init; } = PageSdk.Ww;

    /// <summary>The whole user agent; WeCom's own carries MicroMessenger as well.</summary>
    public string UserAgent =>
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 "
        + $"MicroMessenger/7.0.1 wxwork/{Version}";
}

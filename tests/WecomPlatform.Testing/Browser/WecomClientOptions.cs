using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Browser;

/// <summary>The WeCom client that a page believes to run in.</summary>
public sealed record WecomClientOptions
{
    /// <summary>From 3.0.24 on the SDK sends an app's signature alone, before that the corp's first.</summary>
    public string Version { get; init; } = "4.1.30";

    public PageSdk Sdk { get; init; } = PageSdk.Ww;

    /// <summary>Whether it is WeCom's client at all: a plain browser has no bridge.</summary>
    public bool IsWecom { get; init; } = true;

    /// <summary>What sites serve by their addresses; null for an empty page that loads the SDK.</summary>
    public Func<Uri, PageFile?> Sites { get; init; } = _ => null;

    /// <summary>What a JSAPI answers once the page is signed, by its name and parameters; null for plain success.</summary>
    public Func<string, JsonObject, JsonObject?> Jsapi { get; init; } = (_, _) => null;

    /// <summary>The whole user agent; WeCom's own carries MicroMessenger as well.</summary>
    public string UserAgent =>
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
        + (IsWecom ? $" MicroMessenger/7.0.1 wxwork/{Version}" : string.Empty);
}

using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>The hosts that pages load SDKs from, served from the packages as published.</summary>
internal static class Sdks
{
    public static PageFile? Serve(Uri url, string? juziHelper = null) =>
        url.Host switch
        {
            "wwcdn.weixin.qq.com" => PageFile.Script(PageSdkScripts.Read(PageSdk.Ww)),
            "res.wx.qq.com" => PageFile.Script(PageSdkScripts.Read(PageSdk.Wx)),
            // Outside Juzi the helper does nothing.
            "cdn.botorange.com" => PageFile.Script(juziHelper ?? string.Empty),
            _ => null,
        };
}

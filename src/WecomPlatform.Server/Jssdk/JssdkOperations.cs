using WecomPlatform.Server.ApiDocs;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary>Describes <c>/v1/jssdk/config</c>.</summary>
internal static class JssdkOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("GET", "/v1/jssdk/config", "Sign a page and answer the arguments of its SDK")
        {
            Tag = "Signatures",
            Caller = ApiCaller.TenantOrPage,
            Description =
                "format=ww: corpId, agentId, suiteId, jsApiList and what each callback of ww.register returns, under the callback's name. "
                + "format=wx: config for wx.config and agentConfig for wx.agentConfig or wx.invoke('agentConfig', …).",
            Query =
            [
                new("format", "ww (@wecom/jssdk) or wx (jweixin). Default: ww."),
                .. SigningOperations.Query,
                new("jsApiList", "The JSAPIs that the page uses, with commas; echoed into the arguments."),
                new("appId", "format=wx: the id that wx.config names, where a corp has several. Default: corpId."),
                new("debug", "format=wx: jweixin's debug mode, true or false. Default: false."),
            ],
            Answer = typeof(JssdkConfigView),
            Codes = SigningOperations.Codes,
        },
    ];
}

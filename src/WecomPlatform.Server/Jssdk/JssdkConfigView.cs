using System.ComponentModel;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary>The answer of <c>/v1/jssdk/config</c> in either format, for the description of the API; <see cref="JssdkConfigWriter"/> writes it.</summary>
internal sealed record JssdkConfigView(
    [property: Description("format=ww")] string? CorpId = null,
    [property: Description("format=ww")] int? AgentId = null,
    [property: Description("format=ww")] string? SuiteId = null,
    [property: Description("format=ww")] IReadOnlyList<string>? JsApiList = null,
    [property: Description("format=ww")] SignatureView? GetConfigSignature = null,
    [property: Description("format=ww")] SignatureView? GetAgentConfigSignature = null,
    [property: Description("format=ww")] SignatureView? GetSuiteConfigSignature = null,
    [property: Description("format=wx")] WxConfigView? Config = null,
    [property: Description("format=wx")] WxAgentConfigView? AgentConfig = null,
    IReadOnlyList<string>? Warnings = null
);

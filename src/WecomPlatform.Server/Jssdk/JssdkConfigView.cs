using System.ComponentModel;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary>The answer of <c>/v1/jssdk/config</c> in either format, for the description of the API; <see cref="JssdkConfigWriter"/> writes it.</summary>
internal sealed record JssdkConfigView(
    [property: Description("format=ww")] string? CorpId,
    [property: Description("format=ww")] int? AgentId,
    [property: Description("format=ww")] string? SuiteId,
    [property: Description("format=ww")] IReadOnlyList<string>? JsApiList,
    [property: Description("format=ww")] SignatureView? GetConfigSignature,
    [property: Description("format=ww")] SignatureView? GetAgentConfigSignature,
    [property: Description("format=ww")] SignatureView? GetSuiteConfigSignature,
    [property: Description("format=wx")] WxConfigView? Config,
    [property: Description("format=wx")] WxAgentConfigView? AgentConfig,
    IReadOnlyList<string>? Warnings
);

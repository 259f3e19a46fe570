using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>The signatures asked for, by whose they are.</summary>
internal sealed record IdentitySignaturesView(
    [property: Description("For getConfigSignature and wx.config.")] SignatureView? Corp = null,
    [property: Description("For getAgentConfigSignature and wx.agentConfig.")] SignatureView? Agent = null,
    [property: Description("For getSuiteConfigSignature.")] SignatureView? Suite = null
);

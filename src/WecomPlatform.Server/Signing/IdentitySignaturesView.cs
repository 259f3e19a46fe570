using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>The signatures asked for, by whose they are.</summary>
internal sealed record IdentitySignaturesView(
    [property: Description("For getConfigSignature and wx.config.")] SignatureView? Corp,
    [property: Description("For getAgentConfigSignature and wx.agentConfig.")] SignatureView? Agent,
    [property: Description("For getSuiteConfigSignature.")] SignatureView? Suite
);

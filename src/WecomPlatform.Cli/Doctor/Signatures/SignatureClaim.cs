namespace WecomPlatform.Cli.Doctor.Signatures;

/// <summary>What a page handed to the SDK.</summary>
/// <param name="Kind">corp (getConfigSignature, wx.config), agent (getAgentConfigSignature, wx.agentConfig) or suite.</param>
/// <param name="Timestamp">As the page gave it.</param>
/// <param name="NonceStr">As the page gave it.</param>
/// <param name="Signature">As the page gave it.</param>
internal sealed record SignatureClaim(string Kind, string Timestamp, string NonceStr, string Signature);

namespace WecomPlatform.Server.Signing;

/// <summary>Whose signatures are wanted.</summary>
[Flags]
internal enum SignIdentities
{
    /// <summary>Whatever fits the ids given.</summary>
    Default = 0,

    /// <summary>The corp's (getConfigSignature, wx.config).</summary>
    Corp = 1,

    /// <summary>The app's (getAgentConfigSignature, wx.agentConfig).</summary>
    Agent = 2,

    /// <summary>The login suite's (getSuiteConfigSignature).</summary>
    Suite = 4,
}

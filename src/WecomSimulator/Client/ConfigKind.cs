namespace WecomSimulator.Client;

/// <summary>Which identity a page proves: the corp's (wx.config) or the app's (wx.agentConfig).</summary>
internal enum ConfigKind
{
    Corp,
    Agent,
}

namespace WecomSimulator.Client;

/// <summary>Which identity a page proves: the corp's (wx.config), the app's (wx.agentConfig) or a login suite's (wecom-api.md §4).</summary>
internal enum ConfigKind
{
    Corp,
    Agent,
    Suite,
}

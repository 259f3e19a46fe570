namespace WecomPlatform.Wecom.Api;

/// <summary>An app as WeCom describes it (agent/get).</summary>
/// <param name="AgentId">Its agentid.</param>
/// <param name="Name">Its name; empty when WeCom does not say.</param>
public sealed record WecomAgent(int AgentId, string Name);

namespace WecomPlatform.Wecom.Api;

/// <summary>An app as WeCom describes it (agent/get).</summary>
/// <param name="AgentId">Its agentid.</param>
/// <param name="Name">Its name; empty when WeCom does not say.</param>
/// <param name="IsClosed">Whether the corp has disabled it (<c>close</c>).</param>
public sealed record WecomAgent(int AgentId, string Name, bool IsClosed);

namespace WecomPlatform.Grains.Owning;

/// <summary>An app's credentials: its access_token, the corp's ticket fetched with it, its own ticket. Key: <c>tenant/corp/app</c>.</summary>
[Alias("wecom.IAgentGrain")]
[Orleans.CodeGeneration.Version(1)]
public interface IAgentGrain : IOwnerGrain;

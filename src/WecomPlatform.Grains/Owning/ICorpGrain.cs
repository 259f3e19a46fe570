namespace WecomPlatform.Grains.Owning;

/// <summary>A corp's credentials that belong to none of its apps, e.g. a provider's provider_access_token. Key: <c>tenant/corp</c>.</summary>
[Alias("wecom.ICorpGrain")]
[Orleans.CodeGeneration.Version(1)]
public interface ICorpGrain : IOwnerGrain;

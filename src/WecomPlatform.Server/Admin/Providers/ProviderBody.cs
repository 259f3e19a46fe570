namespace WecomPlatform.Server.Admin.Providers;

/// <summary>What is said of a tenant's service provider (服务商). Without a secret the one that is stored stays.</summary>
internal sealed class ProviderBody
{
    public string? CorpId { get; init; }
    public string? Secret { get; init; }
    public string? EgressProxy { get; init; }
}

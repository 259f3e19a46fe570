using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A tenant's service provider (服务商) as stored, without its secret.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Corp">The provider's corpid.</param>
/// <param name="EgressProxy">The proxy its calls leave by; null for the node's own.</param>
/// <param name="UpdatedAt">When it was last put.</param>
public sealed record ProviderRecord(TenantId Tenant, CorpId Corp, Uri? EgressProxy, DateTimeOffset UpdatedAt);

using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>One corp's messages to a tenant's webhook, claimed by a worker.</summary>
/// <param name="Tenant">Whose webhook.</param>
/// <param name="Lane">The corp; empty for messages about none.</param>
/// <param name="Fence">Proves the claim.</param>
public sealed record OutboxLane(TenantId Tenant, string Lane, long Fence);

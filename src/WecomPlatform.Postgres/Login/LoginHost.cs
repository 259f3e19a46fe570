using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>A host name of a tenant, under which browsers reach the platform.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Host">Lower case, with a port that is not the scheme's own.</param>
/// <param name="IsDefault">Whether logins begin there that name none.</param>
public sealed record LoginHost(TenantId Tenant, string Host, bool IsDefault);

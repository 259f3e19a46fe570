using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>An API key as stored: its hash, never itself.</summary>
/// <param name="Id">The part of the key that finds it.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Kind">What it may be used for.</param>
/// <param name="Hash">SHA-256 of the key's secret part, which has enough entropy to need no salt or stretching.</param>
/// <param name="Scopes">What it may do, e.g. <c>sign</c>.</param>
/// <param name="Rate">Requests a second and corp; 0 for no limit.</param>
/// <param name="TenantEnabled">Whether its tenant is enabled.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKeyRecord(
    string Id,
    TenantId Tenant,
    ApiKeyKind Kind,
    byte[] Hash,
    IReadOnlyList<string> Scopes,
    int Rate,
    bool TenantEnabled,
    DateTimeOffset CreatedAt
);

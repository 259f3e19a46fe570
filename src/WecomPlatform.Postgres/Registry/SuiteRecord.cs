using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A suite as stored, without its secret.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its suite_id, a template's id for customised apps.</param>
/// <param name="Kind">What kind.</param>
/// <param name="TrustedDomains">The domains (可信域名) whose pages its apps sign.</param>
/// <param name="Provider">The service provider's corpid, which stands in callbacks; null when it was not given.</param>
/// <param name="EgressProxy">The proxy its calls leave by; null for the node's own.</param>
/// <param name="StrictUrls">Whether its apps refuse urls that were probably damaged on their way.</param>
/// <param name="SecretProven">Whether WeCom has taken its secret.</param>
/// <param name="UpdatedAt">When it was last put.</param>
public sealed record SuiteRecord(
    TenantId Tenant,
    SuiteId Id,
    SuiteKind Kind,
    IReadOnlyList<TrustedDomain> TrustedDomains,
    CorpId? Provider,
    Uri? EgressProxy,
    bool StrictUrls,
    bool SecretProven,
    DateTimeOffset UpdatedAt
);

using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>An app as stored, without its secret.</summary>
/// <param name="Id">Its agentid.</param>
/// <param name="Kind">What kind of app: <c>selfBuilt</c>, <c>thirdParty</c> or <c>customized</c>.</param>
/// <param name="TrustedDomains">The domains (可信域名) whose pages it signs.</param>
/// <param name="EgressProxy">The proxy its calls leave by; null for the corp's.</param>
/// <param name="StrictUrls">Whether urls that were probably damaged on their way are refused rather than signed with a warning.</param>
/// <param name="SecretProven">Whether WeCom has taken its secret.</param>
/// <param name="UpdatedAt">When it was last put.</param>
public sealed record AgentRecord(
    AgentId Id,
    string Kind,
    IReadOnlyList<TrustedDomain> TrustedDomains,
    Uri? EgressProxy,
    bool StrictUrls,
    bool SecretProven,
    DateTimeOffset UpdatedAt
)
{
    /// <summary>The suite that the corp installed it from; null for a self-built app.</summary>
    public SuiteId? Suite { get; init; }

    /// <summary>How the corp's authorization stands; null for a self-built app.</summary>
    public AuthorizationState? Authorization { get; init; }

    /// <summary>The app that took its place when the corp installed the suite again.</summary>
    public AgentId? ReplacedBy { get; init; }

    /// <summary>The domains that it has from its suite.</summary>
    public IReadOnlyList<TrustedDomain> InheritedDomains { get; init; } = [];

    /// <summary>Which app its credentials belong to.</summary>
    public AppId App => Suite is { } suite ? suite : Id;
}

using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Suites;

/// <summary>A suite as the admin API shows it; never its secret.</summary>
internal sealed record SuiteView(
    string SuiteId,
    string Kind,
    IReadOnlyList<string> TrustedDomains,
    string? ProviderCorpId,
    string? EgressProxy,
    bool StrictUrls,
    DateTimeOffset UpdatedAt
)
{
    public static SuiteView Of(SuiteRecord suite) =>
        new(
            suite.Id.Value,
            SuiteKindNames.Name(suite.Kind),
            [.. suite.TrustedDomains.Select(domain => domain.Value)],
            suite.Provider?.Value,
            suite.EgressProxy?.OriginalString,
            suite.StrictUrls,
            suite.UpdatedAt
        );
}

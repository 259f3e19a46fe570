using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.CallbackHandles;

namespace WecomPlatform.Server.Admin.Suites;

/// <summary>A suite as the admin API shows it; never its secret.</summary>
internal sealed record SuiteView(
    string SuiteId,
    string Kind,
    IReadOnlyList<string> TrustedDomains,
    string? ProviderCorpId,
    string? EgressProxy,
    bool StrictUrls,
    DateTimeOffset UpdatedAt,
    string? CallbackUrl,
    string? DataCallbackUrl
)
{
    public static SuiteView Of(SuiteRecord suite, CallbackUrls? urls = null) =>
        new(
            suite.Id.Value,
            SuiteKindNames.Name(suite.Kind),
            [.. suite.TrustedDomains.Select(domain => domain.Value)],
            suite.Provider?.Value,
            suite.EgressProxy?.OriginalString,
            suite.StrictUrls,
            suite.UpdatedAt,
            urls?.CallbackUrl,
            urls?.DataCallbackUrl
        );
}

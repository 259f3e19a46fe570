namespace WecomSimulator.Suites;

/// <summary>A provider as <c>/_sim</c> shows it and the state file keeps it.</summary>
internal sealed record ProviderView(
    string CorpId,
    string Secret,
    IReadOnlyList<string> TrustedIps,
    IReadOnlyList<string>? RedirectDomains = null
)
{
    public static ProviderView Of(Provider provider) =>
        new(provider.CorpId, provider.Secret, provider.TrustedIps, provider.RedirectDomains);

    public Provider ToProvider() =>
        new()
        {
            CorpId = CorpId,
            Secret = Secret,
            TrustedIps = TrustedIps,
            RedirectDomains = RedirectDomains,
        };
}

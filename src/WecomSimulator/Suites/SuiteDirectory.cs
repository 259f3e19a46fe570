using WecomSimulator.Corps;

namespace WecomSimulator.Suites;

internal sealed class SuiteDirectory
{
    private readonly SortedDictionary<string, Suite> _suites = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Provider> _providers = new(StringComparer.Ordinal);

    public IEnumerable<Suite> All => _suites.Values;

    public IEnumerable<Provider> Providers => _providers.Values;

    public Suite? Find(string? suiteId) => suiteId is null ? null : _suites.GetValueOrDefault(suiteId);

    public Provider? FindProvider(string? corpId) => corpId is null ? null : _providers.GetValueOrDefault(corpId);

    public void Put(Suite suite) => _suites[suite.Id] = suite;

    public void Put(Provider provider) => _providers[provider.CorpId] = provider;

    public bool Remove(string suiteId) => _suites.Remove(suiteId);

    /// <summary>Whether the provider's console lets this address call for the suite.</summary>
    public bool Lets(Suite suite, string ip) => FindProvider(suite.ProviderCorpId) is not { } provider || provider.Lets(ip);

    /// <summary>60020: a self-built app goes by its own list, a suite's by its provider's (wecom-api.md §9).</summary>
    public bool Lets(Agent app, string ip) => Find(app.SuiteId) is { } suite ? Lets(suite, ip) : app.Lets(ip);

    public IReadOnlyList<string> TrustedDomains(Agent app) => Find(app.SuiteId)?.TrustedDomains ?? app.TrustedDomains;
}

using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>Fetches credentials from WeCom.</summary>
public sealed class WecomCredentialSource(
    WecomApi api,
    SuiteApi suiteApi,
    EgressPool egress,
    WecomBudgets budgets,
    SecretAttempts attempts,
    IAppAccounts apps,
    ISuiteAccounts suites,
    IOptions<WecomOptions> options
) : ICredentialSource
{
    /// <inheritdoc />
    public async ValueTask<PlannedFetch?> PlanAsync(CredentialKey key, CancellationToken ct) =>
        await FindAsync(key, ct) is { } account ? Plan(key, account) : null;

    private ValueTask<AppAccount?> FindAsync(CredentialKey key, CancellationToken ct) =>
        key.Kind switch
        {
            CredentialKind.ProviderAccessToken => suites.FindProviderAsync(key, ct),
            CredentialKind.SuiteAccessToken or CredentialKind.SuiteLoginTicket => suites.FindSuiteAsync(key, ct),
            CredentialKind.AccessToken or CredentialKind.CorpTicket or CredentialKind.AgentTicket => key.App.Suite is null
                ? apps.FindAsync(key, ct)
                : suites.FindAuthorizationAsync(key, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(key), $"A {key.Kind} cannot be fetched."),
        };

    private PlannedFetch Plan(CredentialKey key, AppAccount account)
    {
        var way = egress.Name(account.EgressProxy);
        return (key.Kind, key.App.Suite) switch
        {
            (CredentialKind.CorpTicket or CredentialKind.AgentTicket, _) => new TicketFetch(key, account.EgressProxy, api, budgets),
            (CredentialKind.AccessToken, null) => new AppTokenFetch(key, account, way, api, budgets, attempts, apps),
            (CredentialKind.AccessToken, { } suite) => new AuthorizedTokenFetch(
                key,
                suite,
                account,
                way,
                api,
                suiteApi,
                budgets,
                attempts,
                suites
            ),
            (CredentialKind.SuiteAccessToken, { } suite) => new SuiteTokenFetch(
                key,
                suite,
                account,
                way,
                suiteApi,
                budgets,
                attempts,
                suites
            ),
            (CredentialKind.SuiteLoginTicket, _) => new LoginTicketFetch(key, account, options.Value.LoginTicket, suiteApi),
            _ => new ProviderTokenFetch(key, account, way, suiteApi, budgets, attempts, suites),
        };
    }
}

using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for a provider_access_token.</summary>
internal sealed class ProviderTokenFetch(
    CredentialKey key,
    AppAccount account,
    string egress,
    SuiteApi api,
    WecomBudgets budgets,
    SecretAttempts attempts,
    ISuiteAccounts accounts
) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) => budgets.SecretProbe(key.Tenant, egress, account.IsProven);

    public override ValueTask<Turn> EnterAsync(CancellationToken ct) => attempts.EnterAsync(egress, ct);

    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct) =>
        await accounts.FindProviderAsync(key, ct) is { } current
            ? (await api.GetProviderTokenAsync(key.Corp, current.Secret, current.EgressProxy, ct)).ToResult(key)
            : FetchResult.None(new Unavailable(UnavailableReason.AppUnknown, TimeSpan.Zero));
}

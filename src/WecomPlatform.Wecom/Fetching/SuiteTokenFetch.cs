using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for a suite_access_token.</summary>
internal sealed class SuiteTokenFetch(
    CredentialKey key,
    SuiteId suite,
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

    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct)
    {
        if (await accounts.FindSuiteAsync(key, ct) is not { } current)
        {
            return FetchResult.None(new Unavailable(UnavailableReason.AppUnknown, TimeSpan.Zero));
        }

        var answer = await api.GetSuiteTokenAsync(suite, current.Secret, parent!.Value, current.EgressProxy, ct);
        if (answer.IsSuccess && !current.IsProven)
        {
            await Proof.TryMarkAsync(() => accounts.MarkSuiteProvenAsync(key, current.Secret, ct));
        }

        return answer.ToResult(key);
    }
}

using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for the access_token of a self-built app.</summary>
internal sealed class AppTokenFetch(
    CredentialKey key,
    AppAccount account,
    string egress,
    WecomApi api,
    WecomBudgets budgets,
    SecretAttempts attempts,
    IAppAccounts accounts
) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) => budgets.SecretProbe(key.Tenant, egress, account.IsProven);

    public override ValueTask<Turn> EnterAsync(CancellationToken ct) => attempts.EnterAsync(egress, ct);

    // Read once more after the lease was taken: a secret that was changed meanwhile must not be tried in its old form.
    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct)
    {
        if (await accounts.FindAsync(key, ct) is not { } current)
        {
            return FetchResult.None(new Unavailable(UnavailableReason.AppUnknown, TimeSpan.Zero));
        }

        var answer = await api.GetTokenAsync(key.Corp, current.Secret, current.EgressProxy, ct);
        if (answer.IsSuccess && !current.IsProven)
        {
            await Proof.TryMarkAsync(() => accounts.MarkProvenAsync(key, current.Secret, ct));
        }

        return answer.ToResult(key);
    }
}

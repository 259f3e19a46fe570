using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Errors;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>
/// One attempt for the access_token of an app that a corp installed: get_corp_token for a third-party app, gettoken with the permanent
/// code as its secret for a customised one (OD 97164).
/// </summary>
internal sealed class AuthorizedTokenFetch(
    CredentialKey key,
    SuiteId suite,
    AppAccount account,
    string egress,
    WecomApi api,
    SuiteApi suites,
    WecomBudgets budgets,
    SecretAttempts attempts,
    ISuiteAccounts accounts
) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) =>
        suite.IsTemplate ? budgets.SecretProbe(key.Tenant, egress, isProven: true) : [];

    public override ValueTask<Turn> EnterAsync(CancellationToken ct) =>
        suite.IsTemplate ? attempts.EnterAsync(egress, ct) : base.EnterAsync(ct);

    // Read once more after the lease was taken: an authorization may have ended, or been given anew with another code.
    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct)
    {
        if (await accounts.FindAuthorizationAsync(key, ct) is not { } current)
        {
            return FetchResult.None(Cancelled(null));
        }

        var answer = suite.IsTemplate
            ? await api.GetTokenAsync(key.Corp, current.Secret, current.EgressProxy, ct)
            : await suites.GetCorpTokenAsync(parent!.Value, key.Corp, current.Secret, current.EgressProxy, ct);
        return answer.ToResult(key);
    }

    // 40082 is said of a dead suite token and of a corp that never authorized or has cancelled. A pre_auth_code needs the token alone.
    public override async ValueTask<Unavailable?> ClearParentAsync(Snapshot parent, CancellationToken ct) =>
        (await suites.GetPreAuthCodeAsync(parent.Value, account.EgressProxy, ct)).IsSuccess
            ? Cancelled(WecomErrorCode.InvalidSuiteToken)
            : null;

    private static Unavailable Cancelled(int? code) => new(UnavailableReason.AuthorizationCancelled, TimeSpan.Zero, code);
}

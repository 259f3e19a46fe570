using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for a login suite's jsapi_ticket.</summary>
internal sealed class LoginTicketFetch(CredentialKey key, AppAccount account, LoginTicketEndpoint endpoint, SuiteApi api) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) => [];

    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct) =>
        endpoint.IsConfigured
            ? (await api.GetLoginTicketAsync(endpoint, parent!.Value, account.EgressProxy, ct)).ToResult(key)
            : FetchResult.None(new Unavailable(UnavailableReason.LoginTicketNotConfigured, TimeSpan.Zero));
}

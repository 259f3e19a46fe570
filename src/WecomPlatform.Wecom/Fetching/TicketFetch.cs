using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>One attempt for a corp's or an app's jsapi_ticket, whatever kind of app's token it is fetched with.</summary>
internal sealed class TicketFetch(CredentialKey key, Uri? proxy, WecomApi api, WecomBudgets budgets) : PlannedFetch
{
    public override IReadOnlyList<Budget> Budgets(RefreshCause cause) => budgets.Ticket(key.Corp, key.App, cause);

    public override async ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct) =>
        (
            key.Kind == CredentialKind.CorpTicket
                ? await api.GetCorpTicketAsync(parent!.Value, proxy, ct)
                : await api.GetAgentTicketAsync(parent!.Value, proxy, ct)
        ).ToResult(key);
}

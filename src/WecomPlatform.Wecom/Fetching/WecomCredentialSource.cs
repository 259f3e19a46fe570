using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>Fetches credentials from WeCom.</summary>
public sealed class WecomCredentialSource(WecomApi api, EgressPool egress, WecomBudgets budgets, IAppAccounts accounts) : ICredentialSource
{
    /// <inheritdoc />
    public async ValueTask<PlannedFetch?> PlanAsync(CredentialKey key, CancellationToken ct) =>
        await accounts.FindAsync(key, ct) is { } account
            ? new AppFetch(key, account, egress.Name(account.EgressProxy), api, budgets, accounts)
            : null;
}

using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Errors;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>Checks a secret before it is stored: that WeCom takes it, and that it is this very app's and not another app's of the corp.</summary>
/// <remarks>Every check ends by <see cref="CredentialPolicyOptions.FetchTimeout"/>.</remarks>
public sealed class SecretCheck(
    WecomApi api,
    SuiteApi suites,
    EgressPool egress,
    WecomBudgets budgets,
    IBudgetLedger ledger,
    IOptions<CredentialPolicyOptions> policy,
    TimeProvider clock
)
{
    /// <summary>Fetches a token with the secret and reads the app with it.</summary>
    /// <param name="tenant">Whose attempt it is: wrong secrets count against the tenant and the address.</param>
    /// <param name="corp">The corp.</param>
    /// <param name="agent">The app that the secret should be of.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="proxy">The proxy that the app's calls leave by.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The token, which is the app's first, or why the secret is not taken.</returns>
    public Task<SecretVerdict> RunAsync(TenantId tenant, CorpId corp, AgentId agent, Secret secret, Uri? proxy, CancellationToken ct) =>
        InTimeAsync(
            async deadline =>
            {
                var verdict = await TryAsync(tenant, proxy, () => api.GetTokenAsync(corp, secret, proxy, deadline), deadline);
                if (verdict.Token is not { } token)
                {
                    return verdict;
                }

                var app = await api.GetAgentAsync(token.Value, agent, proxy, deadline);
                return app switch
                {
                    { IsSuccess: true } => verdict,
                    { Error.Code: WecomErrorCode.AgentNotPermitted } => SecretVerdict.OfOtherAgent(),
                    _ => SecretVerdict.No(Unavailability.Of(app.Error!, isTicket: false)),
                };
            },
            ct
        );

    /// <summary>Fetches a provider_access_token with the secret of a service provider.</summary>
    /// <returns>The token, which is the provider's first, or why the secret is not taken.</returns>
    public Task<SecretVerdict> OfProviderAsync(TenantId tenant, CorpId provider, Secret secret, Uri? proxy, CancellationToken ct) =>
        InTimeAsync(
            deadline => TryAsync(tenant, proxy, () => suites.GetProviderTokenAsync(provider, secret, proxy, deadline), deadline),
            ct
        );

    /// <summary>Fetches an access_token with the permanent code of a customised app (代开发, OD 97164).</summary>
    /// <returns>The token, or why the permanent code is not taken.</returns>
    public Task<SecretVerdict> OfCustomizedAsync(TenantId tenant, CorpId corp, Secret permanentCode, Uri? proxy, CancellationToken ct) =>
        InTimeAsync(deadline => TryAsync(tenant, proxy, () => api.GetTokenAsync(corp, permanentCode, proxy, deadline), deadline), ct);

    private async Task<SecretVerdict> InTimeAsync(Func<CancellationToken, Task<SecretVerdict>> check, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(policy.Value.FetchTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await check(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SecretVerdict.No(
                new Unavailable(UnavailableReason.UpstreamUnavailable, TimeSpan.FromSeconds(1), Detail: "WeCom did not answer in time.")
            );
        }
    }

    private async Task<SecretVerdict> TryAsync(
        TenantId tenant,
        Uri? proxy,
        Func<Task<WecomAnswer<FetchedValue>>> fetch,
        CancellationToken ct
    )
    {
        var (reservation, refusal) = await ledger.TryReserveAsync(budgets.SecretProbe(tenant, egress.Name(proxy), isProven: false), ct);
        if (reservation is null)
        {
            return SecretVerdict.No(refusal!);
        }

        var isRejected = false;
        try
        {
            var answer = await fetch();
            isRejected = answer.Error?.Reaction == WecomReaction.RejectSecret;
            return answer.IsSuccess ? SecretVerdict.Yes(answer.Value) : SecretVerdict.No(Unavailability.Of(answer.Error, isTicket: false));
        }
        finally
        {
            await ledger.SettleAsync(reservation, isRejected, CancellationToken.None);
        }
    }
}

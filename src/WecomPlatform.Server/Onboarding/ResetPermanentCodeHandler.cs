using MediatR;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Server.Onboarding;

/// <summary>reset_permanent_code: the new permanent code takes the old one's place only after gettoken has taken it.</summary>
internal sealed class ResetPermanentCodeHandler(
    SuiteStore suites,
    AuthCodeExchange exchange,
    ExchangeStore exchanges,
    AuthorizationStore authorizations,
    SecretCheck secrets,
    ICredentialOwners owners
) : IRequestHandler<ResetPermanentCode, InboxOutcome>
{
    public async Task<InboxOutcome> Handle(ResetPermanentCode request, CancellationToken cancellationToken)
    {
        var e = request.Event;
        if (e is not { Suite: { } suite, AuthCode: { } code })
        {
            return InboxOutcome.Failed("event_incomplete", "The event names no suite or no auth code.");
        }

        if (await suites.FindAsync(e.Tenant, suite, cancellationToken) is null)
        {
            return InboxOutcome.Retry("The suite is not registered: PUT /admin/v1/tenants/{t}/suites/{suiteId}.");
        }

        var record = await exchange.RunAsync(
            new NewExchange(e.Tenant, suite, code, ExchangePurpose.Reset, e.State, e.Corp, e.At, IsKept: false),
            cancellationToken
        );
        if (record.State != ExchangeState.Done)
        {
            return record.ToOutcome();
        }

        await exchanges.MarkToldAsync(record.Id, cancellationToken); // The app goes on as before: there is nothing to tell.
        return await AdoptAsync(e.Tenant, suite, record.Corp!.Value, cancellationToken);
    }

    private async Task<InboxOutcome> AdoptAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct)
    {
        if (await authorizations.FindCodesAsync(tenant, suite, corp, ct) is not { NextCode: { } next } codes)
        {
            return InboxOutcome.Done();
        }

        var verdict = await secrets.OfCustomizedAsync(tenant, corp, next, codes.EgressProxy, ct);
        if (verdict.Token is not { } token)
        {
            return InboxOutcome.Retry(
                $"WeCom does not take the new permanent code yet; the old one stays. {verdict.Why!.Reason}. {verdict.Why.Detail}"
            );
        }

        if (await authorizations.AdoptNextCodeAsync(tenant, suite, corp, codes.Life, next, ct))
        {
            await owners.PushAsync(CredentialKey.AccessToken(tenant, corp, suite), token, ct);
        }

        return InboxOutcome.Done();
    }
}

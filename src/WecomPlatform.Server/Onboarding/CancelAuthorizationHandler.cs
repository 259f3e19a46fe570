using MediatR;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>
/// cancel_auth: signing stops at once, and what is known of the corp's authorization is erased when WeCom itself says that its permanent
/// code is dead. A cancellation of an earlier life, late or repeated, changes nothing: that life's code is not the one that is held.
/// </summary>
internal sealed partial class CancelAuthorizationHandler(
    AuthorizationStore authorizations,
    AuthorizationCheck check,
    ICredentialOwners owners,
    Notices notices,
    ILogger<CancelAuthorizationHandler> logger
) : IRequestHandler<CancelAuthorization, InboxOutcome>
{
    public async Task<InboxOutcome> Handle(CancelAuthorization request, CancellationToken cancellationToken)
    {
        var e = request.Event;
        if (e is not { Suite: { } suite, Corp: { } corp })
        {
            return InboxOutcome.Failed("event_incomplete", "The event names no suite or no corp.");
        }

        if (await authorizations.FindCodesAsync(e.Tenant, suite, corp, cancellationToken) is not { Code: { } code } codes)
        {
            return InboxOutcome.Done();
        }

        // Not earlier than what is known: it is believed until WeCom contradicts.
        var isStopped = e.At >= codes.EventAt && await authorizations.SuspendAsync(e.Tenant, suite, corp, codes.Life, cancellationToken);
        var info = await check.RunAsync(e.Tenant, suite, corp, code, codes.EgressProxy, cancellationToken);
        if (info.IsCancelled)
        {
            await notices.CancelledAsync(e.Tenant, suite, corp, cancellationToken);
            await authorizations.CancelAsync(e.Tenant, suite, corp, codes.Life, e.At, cancellationToken);
            LogCancelled(e.Tenant, suite, corp);
            return InboxOutcome.Done();
        }

        if (!info.IsSuccess)
        {
            return InboxOutcome.Retry(info.Explanation);
        }

        if (isStopped && await authorizations.ResumeAsync(e.Tenant, suite, corp, codes.Life, cancellationToken))
        {
            await owners.ForgetAsync(CredentialKey.OfApp(e.Tenant, corp, suite), cancellationToken);
        }

        LogContradicted(e.Tenant, suite, corp);
        return InboxOutcome.Done();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Corp} has cancelled its authorization of {Tenant}/{Suite}.")]
    private partial void LogCancelled(TenantId tenant, SuiteId suite, CorpId corp);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A cancel_auth of {Tenant}/{Suite} by {Corp} changes nothing: WeCom says that the authorization holds."
    )]
    private partial void LogContradicted(TenantId tenant, SuiteId suite, CorpId corp);
}

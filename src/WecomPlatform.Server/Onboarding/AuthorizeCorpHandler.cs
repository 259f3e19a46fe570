using MediatR;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>create_auth: the auth code is exchanged, and the corp is there. The same code may have come by the browser.</summary>
internal sealed class AuthorizeCorpHandler(
    SuiteStore suites,
    InstallSessionStore sessions,
    AuthCodeExchange exchange,
    InstallationFinish finish
) : IRequestHandler<AuthorizeCorp, InboxOutcome>
{
    public async Task<InboxOutcome> Handle(AuthorizeCorp request, CancellationToken cancellationToken)
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

        var session = e.State is null ? null : await sessions.FindAsync(e.State, cancellationToken);
        var record = await exchange.RunAsync(
            new NewExchange(e.Tenant, suite, code, ExchangePurpose.Install, session?.State ?? e.State, e.Corp, e.At, IsKept: false),
            cancellationToken
        );
        if (record.State != ExchangeState.Done)
        {
            return record.ToOutcome();
        }

        var (_, error) = await finish.RunAsync(record, cancellationToken);
        return error is null ? InboxOutcome.Done() : InboxOutcome.Retry(error);
    }
}

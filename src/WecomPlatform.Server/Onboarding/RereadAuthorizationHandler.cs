using MediatR;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Server.Onboarding;

/// <summary>change_auth: the app, and whether it is closed, are read again; a suspended authorization that holds is taken into use.</summary>
internal sealed class RereadAuthorizationHandler(
    AuthorizationStore authorizations,
    AuthorizationCheck check,
    AuthorizationSuspension suspension,
    UpstreamCalls calls,
    WecomApi api,
    ICredentialOwners owners,
    Notices notices
) : IRequestHandler<RereadAuthorization, InboxOutcome>
{
    public async Task<InboxOutcome> Handle(RereadAuthorization request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        var e = request.Event;
        if (e is not { Suite: { } suite, Corp: { } corp })
        {
            return InboxOutcome.Failed("event_incomplete", "The event names no suite or no corp.");
        }

        if (await authorizations.FindCodesAsync(e.Tenant, suite, corp, ct) is not { Code: { } code } codes)
        {
            return InboxOutcome.Done();
        }

        var info = await check.RunAsync(e.Tenant, suite, corp, code, codes.EgressProxy, ct);
        if (info.IsCancelled)
        {
            await suspension.SuspendAsync(e.Tenant, suite, corp, codes.Life, ct);
            return InboxOutcome.Done();
        }

        if (!info.IsSuccess)
        {
            return InboxOutcome.Retry(info.Explanation);
        }

        var agent = info.Value.Agents is [var app, ..] ? app.Id : (AgentId?)null;
        if (agent is { } current)
        {
            await authorizations.PlaceAgentAsync(e.Tenant, suite, corp, codes.Life, current, ct);
        }

        await authorizations.ResumeAsync(e.Tenant, suite, corp, codes.Life, ct);
        // An app that was closed may be open again.
        await owners.ForgetAsync(CredentialKey.OfApp(e.Tenant, corp, suite), ct);
        var isClosed = agent is not null && await IsClosedAsync(e.Tenant, suite, corp, agent.Value, codes.EgressProxy, ct);
        await authorizations.SetClosedAsync(e.Tenant, suite, corp, codes.Life, isClosed, ct);
        await notices.ChangedAsync(e.Tenant, suite, corp, agent, isClosed, ct);
        return InboxOutcome.Done();
    }

    // A closed customised app gets no token, though WeCom takes its permanent code elsewhere.
    private async Task<bool> IsClosedAsync(TenantId tenant, SuiteId suite, CorpId corp, AgentId agent, Uri? proxy, CancellationToken ct)
    {
        var token = await owners.GetAsync(CredentialKey.AccessToken(tenant, corp, suite), Generation.None, ct);
        if (!token.IsAvailable)
        {
            return token.Why.Reason == UnavailableReason.SecretRejected;
        }

        var app = await calls.AttemptAsync(deadline => api.GetAgentAsync(token.Snapshot.Value, agent, proxy, deadline), ct);
        return app.Value?.IsClosed is true;
    }
}

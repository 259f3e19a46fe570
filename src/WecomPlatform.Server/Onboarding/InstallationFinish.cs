using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Onboarding;

/// <summary>What follows an exchange: the app is asked for where the exchange did not tell it (v2), and the tenant is told. May be repeated.</summary>
internal sealed class InstallationFinish(
    ExchangeStore exchanges,
    AuthorizationStore authorizations,
    AuthorizationCheck check,
    Notices notices
)
{
    /// <summary>Finishes an installation whose permanent code is stored.</summary>
    /// <returns>The app, if the suite has one there; or what it failed for, to be tried again.</returns>
    public async Task<(AgentId? Agent, string? Error)> RunAsync(ExchangeRecord exchange, CancellationToken ct)
    {
        var (agent, error) = exchange.Agent is { } known ? (known, null) : await FindAgentAsync(exchange, ct);
        if (error is null && !exchange.IsTold)
        {
            await notices.CreatedAsync(exchange, agent, ct);
            await exchanges.MarkToldAsync(exchange.Id, ct);
        }

        return (agent, error);
    }

    private async Task<(AgentId? Agent, string? Error)> FindAgentAsync(ExchangeRecord exchange, CancellationToken ct)
    {
        var (tenant, suite, corp) = (exchange.Id.Tenant, exchange.Id.Suite, exchange.Corp!.Value);
        if (await authorizations.FindCodesAsync(tenant, suite, corp, ct) is not { Code: { } code } codes)
        {
            return default; // The corp has cancelled meanwhile.
        }

        var info = await check.RunAsync(tenant, suite, corp, code, codes.EgressProxy, ct);
        if (!info.IsSuccess)
        {
            return (null, info.IsCancelled ? null : info.Explanation);
        }

        if (info.Value.Agents is not [var app, ..])
        {
            return default;
        }

        await authorizations.PlaceAgentAsync(tenant, suite, corp, codes.Life, app.Id, ct);
        await exchanges.SetAgentAsync(exchange.Id, app.Id, ct);
        return (app.Id, null);
    }
}

using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Server.Forwarding;

namespace WecomPlatform.Server.Onboarding;

/// <summary>What a tenant is told of its corps' authorizations.</summary>
internal sealed class Notices(ITenantNotices notices)
{
    public Task CreatedAsync(ExchangeRecord exchange, AgentId? agent, CancellationToken ct) =>
        SendAsync(
            exchange.Id.Tenant,
            "authorization.created",
            exchange.Id.Suite,
            exchange.Corp,
            agent,
            ct,
            ("state", exchange.InstallState)
        );

    public Task UncertainAsync(ExchangeRecord exchange, CancellationToken ct) =>
        SendAsync(
            exchange.Id.Tenant,
            "authorization.exchange_uncertain",
            exchange.Id.Suite,
            exchange.Corp,
            null,
            ct,
            ("state", exchange.InstallState),
            ("exchangeId", exchange.Id.CodeHash)
        );

    public Task ChangedAsync(TenantId tenant, SuiteId suite, CorpId corp, AgentId? agent, bool isClosed, CancellationToken ct) =>
        SendAsync(tenant, "authorization.changed", suite, corp, agent, ct, ("closed", isClosed));

    public Task SuspendedAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct) =>
        SendAsync(tenant, "authorization.suspended", suite, corp, null, ct);

    public Task CancelledAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct) =>
        SendAsync(tenant, "authorization.cancelled", suite, corp, null, ct);

    private Task SendAsync(
        TenantId tenant,
        string type,
        SuiteId suite,
        CorpId? corp,
        AgentId? agent,
        CancellationToken ct,
        params (string Name, JsonNode? Value)[] more
    )
    {
        var data = new JsonObject { ["suiteId"] = suite.Value };
        if (corp is { } authorizer)
        {
            data["corpId"] = authorizer.Value;
        }

        if (agent is { } app)
        {
            data["agentId"] = app.Value;
        }

        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                data[name] = value;
            }
        }

        return notices.SendAsync(tenant, type, corp, data, ct);
    }
}

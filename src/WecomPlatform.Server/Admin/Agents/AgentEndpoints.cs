using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.CallbackHandles;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Agents;

/// <summary><c>/admin/v1/tenants/{t}/corps/{corpId}/agents</c>.</summary>
internal static class AgentEndpoints
{
    private const int MaxBody = 64 * 1024;
    private const string Kind = "selfBuilt";

    public static void MapAgents(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/corps/{corpId}/agents", ListAsync);
        admin.MapGet("/tenants/{t}/corps/{corpId}/agents/{agentId}", FindAsync);
        admin.MapPut("/tenants/{t}/corps/{corpId}/agents/{agentId}", PutAsync);
        admin.MapDelete("/tenants/{t}/corps/{corpId}/agents/{agentId}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string t, string corpId, CorpStore corps, CancellationToken ct) =>
        await FindCorpAsync(t, corpId, corps, ct) is { } corp
            ? Results.Ok(
                new Page<AgentView>(
                    [.. corp.Agents.Values.OrderBy(agent => agent.Id.Value).Select(agent => AgentView.Of(corp.Id, agent))],
                    null
                )
            )
            : Problem.CorpUnknown();

    private static async Task<IResult> FindAsync(
        string t,
        string corpId,
        string agentId,
        HttpContext context,
        CorpStore corps,
        HandleRegistration handles
    )
    {
        if (await FindCorpAsync(t, corpId, corps, context.RequestAborted) is not { } corp)
        {
            return Problem.CorpUnknown();
        }

        return AgentId.TryParse(agentId, out var id) && corp.Agents.TryGetValue(id, out var agent)
            ? Results.Ok(AgentView.Of(corp.Id, agent, await handles.FindUrlsAsync(corp.Tenant, Binding(corp.Id, id), context)))
            : Problem.AgentUnknown();
    }

    private static async Task<IResult> PutAsync(
        string t,
        string corpId,
        string agentId,
        HttpContext context,
        CorpStore corps,
        AgentRegistration registration,
        HandleRegistration handles
    )
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.AgentBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (await FindCorpAsync(t, corpId, corps, context.RequestAborted) is not { } corp)
        {
            return Problem.CorpUnknown();
        }

        if (!SecretText.TryRead(body!.Secret, out var secret))
        {
            return SecretText.Invalid();
        }

        (var agent, problem) = Read(agentId, body);
        if (problem is not null)
        {
            return problem;
        }

        var binding = Binding(corp.Id, agent!.Id);
        (var handle, problem) = await handles.PlanAsync(
            corp.Tenant,
            binding,
            body.CallbackHandle,
            body.CallbackToken,
            body.EncodingAesKey,
            context.RequestAborted
        );
        problem ??= await registration.PutAsync(corp, agent, secret, context.RequestAborted);
        if (problem is not null)
        {
            return problem;
        }

        await handles.StoreAsync(handle, context.RequestAborted);
        var stored = await corps.FindAsync(corp.Tenant, corp.Id, context.RequestAborted);
        return stored?.Agents.TryGetValue(agent.Id, out var registered) is true
            ? Results.Ok(AgentView.Of(corp.Id, registered, await handles.FindUrlsAsync(corp.Tenant, binding, context)))
            : Problem.AgentUnknown();
    }

    private static async Task<IResult> DeleteAsync(string t, string corpId, string agentId, AgentStore agents, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant)
        && CorpId.TryParse(corpId, out var corp)
        && AgentId.TryParse(agentId, out var agent)
        && await agents.DeleteAsync(tenant, corp, agent, ct)
            ? Results.NoContent()
            : Problem.AgentUnknown();

    private static CallbackBinding Binding(CorpId corp, AgentId agent) => new(Corp: corp, Agent: agent);

    private static async Task<CorpRecord?> FindCorpAsync(string t, string corpId, CorpStore corps, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && CorpId.TryParse(corpId, out var corp) ? await corps.FindAsync(tenant, corp, ct) : null;

    private static (AgentRecord? Agent, ApiProblem? Problem) Read(string path, AgentBody body)
    {
        if (!AgentId.TryParse(path, out var id) || (body.AgentId is { } named && named != id.Value))
        {
            return (null, Problem.BodyInvalid("agentId must be a positive number, the same in path and body."));
        }

        SuiteId suite = default;
        if (body.SuiteId is not null && !SuiteId.TryParse(body.SuiteId, out suite))
        {
            return (null, Problem.BodyInvalid("suiteId is no suite_id."));
        }

        // An app that a corp installed is of its suite's kind (OD 97162: templates' ids begin with dk).
        var kind =
            suite == default ? Kind
            : suite.IsTemplate ? "customized"
            : "thirdParty";
        if (body.Kind is { } said && said != kind)
        {
            return (
                null,
                Problem.BodyInvalid(
                    "kind must be \"selfBuilt\", or \"customized\" with the suiteId of a template (dk…), or \"thirdParty\" with the suiteId of a third-party app."
                )
            );
        }

        if (!DomainsText.TryRead(body.TrustedDomains, out var domains, out var problem))
        {
            return (null, problem);
        }

        return EgressText.TryParse(body.EgressProxy, out var proxy)
            ? (
                new AgentRecord(id, kind, domains, proxy, body.StrictUrls ?? false, SecretProven: false, default)
                {
                    Suite = suite == default ? null : suite,
                },
                null
            )
            : (null, EgressText.Invalid());
    }
}

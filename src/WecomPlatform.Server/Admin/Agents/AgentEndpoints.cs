using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Agents;

/// <summary><c>/admin/v1/tenants/{t}/corps/{corpId}/agents</c>.</summary>
internal static class AgentEndpoints
{
    private const int MaxBody = 64 * 1024;
    private const int MaxSecret = 512;
    private const int MaxDomains = 100;
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

    private static async Task<IResult> FindAsync(string t, string corpId, string agentId, CorpStore corps, CancellationToken ct)
    {
        if (await FindCorpAsync(t, corpId, corps, ct) is not { } corp)
        {
            return Problem.CorpUnknown();
        }

        return AgentId.TryParse(agentId, out var id) && corp.Agents.TryGetValue(id, out var agent)
            ? Results.Ok(AgentView.Of(corp.Id, agent))
            : Problem.AgentUnknown();
    }

    private static async Task<IResult> PutAsync(
        string t,
        string corpId,
        string agentId,
        HttpContext context,
        CorpStore corps,
        AgentRegistration registration
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

        (var agent, problem) = Read(agentId, body!);
        problem ??= await registration.PutAsync(
            corp,
            agent!,
            body!.Secret is { } secret ? new Secret(secret) : null,
            context.RequestAborted
        );
        if (problem is not null)
        {
            return problem;
        }

        var stored = await corps.FindAsync(corp.Tenant, corp.Id, context.RequestAborted);
        return stored?.Agents.TryGetValue(agent!.Id, out var registered) is true
            ? Results.Ok(AgentView.Of(corp.Id, registered))
            : Problem.AgentUnknown();
    }

    private static async Task<IResult> DeleteAsync(string t, string corpId, string agentId, AgentStore agents, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant)
        && CorpId.TryParse(corpId, out var corp)
        && AgentId.TryParse(agentId, out var agent)
        && await agents.DeleteAsync(tenant, corp, agent, ct)
            ? Results.NoContent()
            : Problem.AgentUnknown();

    private static async Task<CorpRecord?> FindCorpAsync(string t, string corpId, CorpStore corps, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && CorpId.TryParse(corpId, out var corp) ? await corps.FindAsync(tenant, corp, ct) : null;

    private static (AgentRecord? Agent, ApiProblem? Problem) Read(string path, AgentBody body)
    {
        if (!AgentId.TryParse(path, out var id) || (body.AgentId is { } named && named != id.Value))
        {
            return (null, Problem.BodyInvalid("agentId must be a positive number, the same in path and body."));
        }

        if (body.Kind is not (null or Kind))
        {
            return (null, Problem.BodyInvalid($"kind must be \"{Kind}\"."));
        }

        if (body.Secret is { } secret && (secret.Length is 0 or > MaxSecret || secret.Any(c => c is <= ' ' or > '~')))
        {
            return (null, Problem.BodyInvalid($"secret must be 1 to {MaxSecret} visible ASCII characters."));
        }

        if (body.TrustedDomains is { Length: > MaxDomains })
        {
            return (null, Problem.BodyInvalid($"An app has at most {MaxDomains} trusted domains."));
        }

        var domains = new List<TrustedDomain>();
        foreach (var text in body.TrustedDomains ?? [])
        {
            if (!TrustedDomain.TryParse(text, out var domain))
            {
                return (null, Problem.BodyInvalid("trustedDomains holds host names: no scheme, port, path or wildcard."));
            }

            domains.Add(domain);
        }

        return EgressText.TryParse(body.EgressProxy, out var proxy)
            ? (new AgentRecord(id, Kind, [.. domains.Distinct()], proxy, body.StrictUrls ?? false, SecretProven: false, default), null)
            : (null, EgressText.Invalid());
    }
}

using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Server.Admin.Agents;

/// <summary>Registers apps: a secret is stored only after WeCom took it for this very app, so that a typing error cannot break a working one.</summary>
internal sealed class AgentRegistration(
    AgentStore agents,
    ICredentialRows rows,
    SecretCheck check,
    ICredentialOwners owners,
    AuthorizationImport import
)
{
    /// <summary>Creates or replaces an app.</summary>
    /// <param name="corp">Its corp.</param>
    /// <param name="agent">What it is to be.</param>
    /// <param name="given">Its secret; null to keep the one stored.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>Null when it is registered.</returns>
    public async Task<ApiProblem?> PutAsync(CorpRecord corp, AgentRecord agent, Secret? given, CancellationToken ct)
    {
        var suite = agent.Suite ?? (corp.Agents.TryGetValue(agent.Id, out var known) && given is null ? known.Suite : null);
        if (suite is not null)
        {
            return await PutInstalledAsync(corp, agent, suite.Value, given, ct);
        }

        var token = CredentialKey.AccessToken(corp.Tenant, corp.Id, agent.Id);
        var stored = await agents.FindAsync(token, ct);
        if ((given ?? stored?.Secret) is not { } secret)
        {
            return Problem.BodyInvalid("A new app needs its secret.");
        }

        if (stored is { IsProven: true } && stored.Secret.Equals(secret) && (await rows.ReadAsync(token, ct)).Failure is null)
        {
            return await StoreAsync(corp, agent, secret, ct);
        }

        var verdict = await check.RunAsync(corp.Tenant, corp.Id, agent.Id, secret, agent.EgressProxy ?? corp.EgressProxy, ct);
        if (verdict.IsOfOtherAgent)
        {
            return new ApiProblem(
                422,
                "secret_of_other_agent",
                "WeCom takes this secret, but it belongs to another app of the corp. Use the secret of the app with this agentid."
            );
        }

        if (verdict.Why is { } why)
        {
            return why.ToProblem();
        }

        if (await StoreAsync(corp, agent, secret, ct) is { } problem)
        {
            return problem;
        }

        // The check's token is the app's first: it was fetched once, and nobody needs to fetch it again.
        await owners.PushAsync(token, verdict.Token!, ct);
        await owners.ForgetAsync([.. CredentialKey.OfApp(corp.Tenant, corp.Id, agent.Id).Where(key => key != token)], ct);
        return null;
    }

    // The secret of an app that a corp installed is the permanent code of its authorization.
    private async Task<ApiProblem?> PutInstalledAsync(
        CorpRecord corp,
        AgentRecord agent,
        SuiteId suite,
        Secret? permanentCode,
        CancellationToken ct
    )
    {
        if (permanentCode is null && !(corp.Agents.TryGetValue(agent.Id, out var known) && known.Suite == suite))
        {
            return Problem.BodyInvalid("A new app needs its secret, which is the permanent code (永久授权码) of its authorization.");
        }

        if (permanentCode is not null && await import.RunAsync(corp.Tenant, suite, corp.Id, permanentCode, agent.Id, ct) is { } problem)
        {
            return problem;
        }

        await agents.PutSettingsAsync(corp.Tenant, corp.Id, agent, ct);
        return null;
    }

    private async Task<ApiProblem?> StoreAsync(CorpRecord corp, AgentRecord agent, Secret secret, CancellationToken ct) =>
        await agents.PutAsync(corp.Tenant, corp.Id, agent with { SecretProven = true }, secret, ct) ? null : Problem.CorpUnknown();
}

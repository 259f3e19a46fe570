using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Takes over permanent codes from elsewhere, each after WeCom said whose it is.</summary>
internal sealed class AuthorizationImport(
    AuthorizationStore authorizations,
    SuiteStore suites,
    AuthorizationCheck check,
    DatabaseContact database
)
{
    /// <summary>Registers an authorization by its permanent code.</summary>
    /// <param name="tenant">Whose suite.</param>
    /// <param name="suiteId">The suite.</param>
    /// <param name="corp">The corp that the code should be of.</param>
    /// <param name="permanentCode">The code.</param>
    /// <param name="agent">The app that it should be of; null for whichever.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>Null when it is registered.</returns>
    public async Task<ApiProblem?> RunAsync(
        TenantId tenant,
        SuiteId suiteId,
        CorpId corp,
        Secret permanentCode,
        AgentId? agent,
        CancellationToken ct
    )
    {
        if (await suites.FindAsync(tenant, suiteId, ct) is not { Kind: not SuiteKind.Login } suite)
        {
            return Problem.SuiteUnknown();
        }

        var info = await check.RunAsync(tenant, suiteId, corp, permanentCode, suite.EgressProxy, ct);
        if (info.IsCancelled)
        {
            return new ApiProblem(
                422,
                "secret_rejected",
                "WeCom does not take this permanent code for this suite and corp: it is wrong, another suite's, or the corp has cancelled."
            );
        }

        if (!info.IsSuccess)
        {
            return info.ToProblem();
        }

        var app = info.Value.Agents is [var first, ..] ? first.Id : (AgentId?)null;
        if (agent is not null && agent != app)
        {
            return new ApiProblem(422, "secret_of_other_agent", "WeCom takes this permanent code, but the app has another agentid there.")
            {
                AgentId = app?.Value,
            };
        }

        var codes = await authorizations.FindCodesAsync(tenant, suiteId, corp, ct);
        if (codes is { State: AuthorizationState.Active, Code: { } held } && held.Equals(permanentCode))
        {
            if (app is { } placed)
            {
                await authorizations.PlaceAgentAsync(tenant, suiteId, corp, codes.Life, placed, ct);
            }

            return null; // The life that is there goes on, with its tokens.
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds);
        var name = info.Value.Name.Length == 0 ? corp.Value : info.Value.Name;
        // WeCom has just said that this code is the living one: it is not older than what is known.
        var at = codes is { } known && known.EventAt > now ? known.EventAt : now;
        await authorizations.ActivateAsync(tenant, suiteId, corp, new NewAuthorization(permanentCode, name, app, at), ct);
        return null;
    }
}

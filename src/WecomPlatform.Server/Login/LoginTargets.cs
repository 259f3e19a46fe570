using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Login;

/// <summary>Finds what somebody logs in to, and whether they may in this way.</summary>
internal sealed class LoginTargets(RegistryCache registry, ProviderStore providers, JuziAllowListStore juzi)
{
    /// <summary>Reads what a SaaS named.</summary>
    public Task<(LoginTarget? Target, ApiProblem? Problem)> FindAsync(TenantId tenant, LoginBody body, CancellationToken ct)
    {
        SuiteId suite = default;
        CorpId corp = default;
        AgentId agent = default;
        var problem =
            LoginFlowNames.Parse(body.Flow) is not { } flow
                ? Problem.BodyInvalid("flow must be thirdParty, web, corpWeb, selfBuilt, legacyQr or juzi.")
            : body.SuiteId is not null && !SuiteId.TryParse(body.SuiteId, out suite) ? Problem.SuiteUnknown()
            : body.CorpId is not null && !CorpId.TryParse(body.CorpId, out corp) ? Problem.CorpUnknown()
            : body.AgentId is { } number && !AgentId.TryCreate(number, out agent) ? Problem.AgentUnknown()
            : body.Scope is not (null or "snsapi_base" or "snsapi_privateinfo")
                ? Problem.BodyInvalid("scope must be snsapi_base or snsapi_privateinfo.")
            : body.UserType is not (null or "admin" or "member") ? Problem.BodyInvalid("userType must be admin or member.")
            : body.Lang is not (null or "zh" or "en") ? Problem.BodyInvalid("lang must be zh or en.")
            : null;
        return problem is not null
            ? Task.FromResult<(LoginTarget?, ApiProblem?)>((null, problem))
            : FindAsync(
                new LoginTarget(tenant, LoginFlowNames.Parse(body.Flow)!.Value)
                {
                    Suite = suite == default ? null : suite,
                    Corp = corp == default ? null : corp,
                    Agent = agent == default ? null : agent,
                    Scope = body.Scope,
                    UserType = body.UserType,
                    Lang = body.Lang,
                },
                ct
            );
    }

    /// <summary>Finds again what a session began with: it may be gone meanwhile.</summary>
    public Task<(LoginTarget? Target, ApiProblem? Problem)> FindAsync(LoginSession session, CancellationToken ct) =>
        FindAsync(
            new LoginTarget(session.Tenant, session.Flow)
            {
                Suite = session.Suite,
                Corp = session.Corp,
                Agent = session.Agent,
                Scope = session.Scope,
                UserType = session.UserType,
                Lang = session.Lang,
            },
            ct
        );

    private async Task<(LoginTarget? Target, ApiProblem? Problem)> FindAsync(LoginTarget asked, CancellationToken ct) =>
        asked.Flow switch
        {
            LoginFlow.ThirdParty => await OfSuiteAsync(asked, SuiteKind.ThirdParty, ct),
            LoginFlow.Web => await OfSuiteAsync(asked, SuiteKind.Login, ct),
            LoginFlow.CorpWeb or LoginFlow.SelfBuilt => await OfAppAsync(asked, ct),
            LoginFlow.LegacyQr when asked.Agent is not null => await OfAppAsync(asked, ct),
            LoginFlow.LegacyQr => await OfProviderAsync(asked, ct),
            _ => await OfJuziAsync(asked, ct),
        };

    private async Task<(LoginTarget? Target, ApiProblem? Problem)> OfSuiteAsync(LoginTarget asked, SuiteKind kind, CancellationToken ct)
    {
        if (asked.Suite is not { } id || await registry.FindSuiteAsync(asked.Tenant, id, ct) is not { } suite)
        {
            return (null, Problem.SuiteUnknown());
        }

        return suite.Kind == kind
            ? (asked with { Agent = null, Token = CredentialKey.SuiteAccessToken(asked.Tenant, id), Proxy = suite.EgressProxy }, null)
            : (
                null,
                Problem.BodyInvalid(
                    "thirdParty takes a third-party app (第三方应用), web a login suite (登录授权); a customised app (代开发) logs in by corpId and agentId, as selfBuilt or corpWeb."
                )
            );
    }

    private async Task<(LoginTarget? Target, ApiProblem? Problem)> OfAppAsync(LoginTarget asked, CancellationToken ct)
    {
        if (asked.Corp is not { } corpId || await registry.FindCorpAsync(asked.Tenant, corpId, ct) is not { } corp)
        {
            return (null, Problem.CorpUnknown());
        }

        if (asked.Agent is not { } agent || !corp.Agents.TryGetValue(agent, out var app))
        {
            return (null, Problem.AgentUnknown());
        }

        if (app.ReplacedBy is { } other)
        {
            return (null, Problem.AgentReplaced(other.Value));
        }

        if (app.Authorization is AuthorizationState.Suspended or AuthorizationState.Cancelled)
        {
            return (null, Problem.AuthorizationCancelled());
        }

        return app.Suite is { IsTemplate: false }
            ? (null, Problem.BodyInvalid("This is an installed third-party app (第三方应用): log in with flow thirdParty and its suiteId."))
            : (
                asked with
                {
                    Token = CredentialKey.AccessToken(asked.Tenant, corpId, app.App),
                    Proxy = app.EgressProxy ?? corp.EgressProxy,
                },
                null
            );
    }

    private async Task<(LoginTarget? Target, ApiProblem? Problem)> OfProviderAsync(LoginTarget asked, CancellationToken ct) =>
        await providers.FindAsync(asked.Tenant, ct) is { } provider
            ? (
                asked with
                {
                    Provider = provider.Corp,
                    Token = CredentialKey.ProviderAccessToken(asked.Tenant, provider.Corp),
                    Proxy = provider.EgressProxy,
                },
                null
            )
            : (null, Problem.ProviderUnknown());

    private async Task<(LoginTarget? Target, ApiProblem? Problem)> OfJuziAsync(LoginTarget asked, CancellationToken ct) =>
        (await juzi.FindAsync(asked.Tenant, ct)).IsEmpty
            ? (
                null,
                new ApiProblem(
                    409,
                    "juzi_not_configured",
                    "Nobody may log in through Juzi (句子秒回) until the tenant has an allow list: PATCH /admin/v1/tenants/{t} {\"juzi\":{\"orgIds\":[…],\"corpIds\":[…]}}."
                )
            )
            : (asked with { Agent = null, Corp = null }, null);
}

using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>Finds the corp, app and suite that a call names and checks that it may be signed with them.</summary>
internal sealed class SignPlanner(RegistryCache registry, KeyRates rates)
{
    public async ValueTask<(SignPlan Plan, ApiProblem? Problem)> PlanAsync(SignCall call, CancellationToken ct)
    {
        SuiteRecord? suite = null;
        if (call.Suite is { } suiteId)
        {
            suite = await registry.FindSuiteAsync(call.Key.Tenant, suiteId, ct);
            if (suite is null)
            {
                return (default, Problem.SuiteUnknown());
            }
        }

        var identities = Identities(call, suite);
        if (identities.HasFlag(SignIdentities.Suite) && suite!.Kind != SuiteKind.Login)
        {
            return (default, Problem.SuiteIdentityMisplaced());
        }

        AgentRecord? app = null;
        CorpRecord? anyAppOf = null;
        if (identities != SignIdentities.Suite)
        {
            if (call.Corp is not { } corpId || await registry.FindCorpAsync(call.Key.Tenant, corpId, ct) is not { } corp)
            {
                return (default, Problem.CorpUnknown());
            }

            var installed = suite is { Kind: not SuiteKind.Login } ? suite.Id : default;
            (app, var unknown) = SourceApp.Choose(corp, call.Agent, installed == default ? null : installed, call.Url.Host);
            if ((unknown ?? SourceApp.Refusal(app!)) is { } unusable)
            {
                return (default, unusable);
            }

            anyAppOf = call.Agent is null && installed == default && !identities.HasFlag(SignIdentities.Agent) ? corp : null;
        }

        var problem =
            (app is null ? null : Check(call, app.TrustedDomains, app.InheritedDomains, app.StrictUrls))
            ?? (identities.HasFlag(SignIdentities.Suite) ? Check(call, suite!.TrustedDomains, [], suite.StrictUrls) : null)
            ?? rates.Take(call.Key, call.Corp?.Value ?? suite!.Id.Value);
        return (Plan(call, identities, app, suite) with { AnyAppOf = anyAppOf }, problem);
    }

    /// <summary>The same with the corp tickets of the apps that stand in when the corp's ticket source is broken, the next one first.</summary>
    public static IEnumerable<SignPlan> StandIns(SignPlan plan) =>
        plan is { AnyAppOf: { } corp, Corp: { } planned }
            ? SourceApp
                .StandIns(corp, plan.Call.Url.Host)
                .Where(app => app.App != planned.App && Check(plan.Call, app.TrustedDomains, app.InheritedDomains, app.StrictUrls) is null)
                .Select(app => plan with { Corp = CredentialKey.CorpTicket(planned.Tenant, planned.Corp, app.App) })
            : [];

    private static SignIdentities Identities(SignCall call, SuiteRecord? suite) =>
        call.Identities != SignIdentities.Default ? call.Identities
        : suite?.Kind == SuiteKind.Login ? SignIdentities.Suite
        : call.Agent is null && suite is null ? SignIdentities.Corp
        : SignIdentities.Corp | SignIdentities.Agent;

    // Trusted domains are always enforced for keys that stand in pages, and for secret keys as soon as an app has any.
    private static ApiProblem? Check(
        SignCall call,
        IReadOnlyList<TrustedDomain> domains,
        IReadOnlyList<TrustedDomain> inherited,
        bool isStrict
    )
    {
        var isPublishable = call.Key.Kind == ApiKeyKind.Publishable;
        if ((isPublishable || domains.Count > 0 || inherited.Count > 0) && !Covers(call.Url.Host))
        {
            return Problem.UrlNotTrusted(call.Url.Host.ToString());
        }

        if (isPublishable && call.OriginHost is { } origin && !Covers(origin))
        {
            return Problem.OriginNotTrusted();
        }

        return isStrict && call.Url.Warnings.HasFlag(UrlWarnings.HtmlEscapedAmpersand) ? Problem.UrlDamaged() : null;

        bool Covers(ReadOnlySpan<char> host) => SourceApp.Covers(domains, host) || SourceApp.Covers(inherited, host);
    }

    private static SignPlan Plan(SignCall call, SignIdentities identities, AgentRecord? app, SuiteRecord? suite)
    {
        var tenant = call.Key.Tenant;
        return new SignPlan(
            call,
            identities.HasFlag(SignIdentities.Agent) ? app!.Id : call.Agent,
            identities.HasFlag(SignIdentities.Corp) ? CredentialKey.CorpTicket(tenant, call.Corp!.Value, app!.App) : null,
            identities.HasFlag(SignIdentities.Agent) ? CredentialKey.AgentTicket(tenant, call.Corp!.Value, app!.App) : null,
            identities.HasFlag(SignIdentities.Suite) ? CredentialKey.SuiteLoginTicket(tenant, suite!.Id) : null,
            AnyAppOf: null
        );
    }
}

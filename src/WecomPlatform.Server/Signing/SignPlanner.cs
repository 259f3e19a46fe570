using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>Finds the corp, app and suite that a call names and checks that it may be signed with them.</summary>
internal sealed class SignPlanner(RegistryCache registry, KeyRates rates, TimeProvider clock)
{
    /// <summary>Plans a call whose corp and suite this node knows.</summary>
    /// <returns>False when they have to be asked for.</returns>
    public bool TryPlan(SignCall call, long now, out SignPlan plan, out ApiProblem? problem)
    {
        SuiteRecord? suite = null;
        CorpRecord? corp = null;
        (plan, problem) = (default, null);
        if (call.Suite is { } suiteId && !registry.TryFindSuite(call.Key.Tenant, suiteId, out suite))
        {
            return false;
        }

        if (NeedsCorp(call, suite) && call.Corp is { } corpId && !registry.TryFindCorp(call.Key.Tenant, corpId, out corp))
        {
            return false;
        }

        problem = Plan(call, suite, corp, now, out plan);
        return true;
    }

    /// <summary>Plans a call, asking for what this node does not know.</summary>
    public async ValueTask<(SignPlan Plan, ApiProblem? Problem)> PlanAsync(SignCall call, CancellationToken ct)
    {
        var suite = call.Suite is { } suiteId ? await registry.FindSuiteAsync(call.Key.Tenant, suiteId, ct) : null;
        var corp = NeedsCorp(call, suite) && call.Corp is { } corpId ? await registry.FindCorpAsync(call.Key.Tenant, corpId, ct) : null;
        var problem = Plan(call, suite, corp, clock.GetTimestamp(), out var plan);
        return (plan, problem);
    }

    /// <summary>Counts the call against its key's rate.</summary>
    /// <returns>Null when the rate allows it.</returns>
    public ApiProblem? Limit(SignCall call, long now) => rates.Take(call.Key, call.Corp?.Value ?? call.Suite!.Value.Value, now);

    /// <summary>The same with the corp tickets of the apps that stand in when the corp's ticket source is broken, the next one first.</summary>
    public static IEnumerable<SignPlan> StandIns(SignPlan plan) =>
        plan is { AnyAppOf: { } corp, Source: { } source }
            ? SourceApp
                .StandIns(corp, plan.Call.Url.Host)
                .Where(app => app.App != source.App && Check(plan.Call, app.TrustedDomains, app.InheritedDomains, app.StrictUrls) is null)
                .Select(app => plan with { Source = app })
            : [];

    // With a login suite alone the corp is only echoed: it has installed nothing and is unknown here.
    private static bool NeedsCorp(SignCall call, SuiteRecord? suite) =>
        (call.Suite is null || suite is not null) && Identities(call, suite) != SignIdentities.Suite;

    private ApiProblem? Plan(SignCall call, SuiteRecord? suite, CorpRecord? corp, long now, out SignPlan plan)
    {
        plan = default;
        if (call.Suite is not null && suite is null)
        {
            return Problem.SuiteUnknown();
        }

        var identities = Identities(call, suite);
        var wantsLogin = identities.HasFlag(SignIdentities.Suite);
        if (wantsLogin && suite!.Kind != SuiteKind.Login)
        {
            return Problem.SuiteIdentityMisplaced();
        }

        AgentRecord? app = null;
        CorpRecord? anyAppOf = null;
        if (identities != SignIdentities.Suite)
        {
            if (corp is null)
            {
                return Problem.CorpUnknown();
            }

            SuiteId? installed = suite is { Kind: not SuiteKind.Login } ? suite.Id : null;
            (app, var unknown) = SourceApp.Choose(corp, call.Agent, installed, call.Url.Host);
            if ((unknown ?? SourceApp.Refusal(app!)) is { } unusable)
            {
                return unusable;
            }

            anyAppOf = call.Agent is null && installed is null && !identities.HasFlag(SignIdentities.Agent) ? corp : null;
        }

        var problem =
            (app is null ? null : Check(call, app.TrustedDomains, app.InheritedDomains, app.StrictUrls))
            ?? (wantsLogin ? Check(call, suite!.TrustedDomains, [], suite.StrictUrls) : null)
            ?? Limit(call, now);
        if (problem is null)
        {
            plan = new SignPlan(call, identities, app, anyAppOf);
        }

        return problem;
    }

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
}

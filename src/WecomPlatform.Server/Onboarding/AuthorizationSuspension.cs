using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Stops the use of authorizations that WeCom refuses. Nothing is erased: only the corp's own word does that.</summary>
internal sealed partial class AuthorizationSuspension(
    AuthorizationStore authorizations,
    AuthorizationCheck check,
    Notices notices,
    OnboardingCounters counters,
    ILogger<AuthorizationSuspension> logger
)
{
    /// <summary>A token was refused: suspends the authorization if WeCom says of its very permanent code that it is over.</summary>
    public async Task ConfirmAsync(TenantId tenant, SuiteId suite, CorpId corp, CancellationToken ct)
    {
        if (
            await authorizations.FindCodesAsync(tenant, suite, corp, ct) is { State: AuthorizationState.Active, Code: { } code } codes
            && (await check.RunAsync(tenant, suite, corp, code, codes.EgressProxy, ct)).IsCancelled
        )
        {
            await SuspendAsync(tenant, suite, corp, codes.Life, ct);
        }
    }

    /// <summary>Suspends a life and tells the tenant.</summary>
    public async Task SuspendAsync(TenantId tenant, SuiteId suite, CorpId corp, long life, CancellationToken ct)
    {
        if (await authorizations.SuspendAsync(tenant, suite, corp, life, ct))
        {
            counters.Suspended();
            LogSuspended(tenant, suite, corp);
            await notices.SuspendedAsync(tenant, suite, corp, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "WeCom refuses the authorization of {Tenant}/{Suite} by {Corp}: it is suspended.")]
    private partial void LogSuspended(TenantId tenant, SuiteId suite, CorpId corp);
}

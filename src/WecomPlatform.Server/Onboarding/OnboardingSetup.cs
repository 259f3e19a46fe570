using MediatR;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Onboarding;

/// <summary>How corps come and go: installations, auth codes, cancellations, suspensions.</summary>
internal static class OnboardingSetup
{
    public static void AddOnboarding(this IServiceCollection services)
    {
        services.AddChecked<OnboardingOptions>(OnboardingOptions.Section, options => options.Validate());
        services.AddSingleton<OnboardingCounters>();
        services.AddSingleton<UpstreamCalls>();
        services.AddSingleton<AuthorizationCheck>();
        services.AddSingleton<AuthorizationSuspension>();
        services.AddSingleton<AuthCodeExchange>();
        services.AddSingleton<InstallationFinish>();
        services.AddSingleton<Notices>();
        services.AddHostedService<ExchangeSweep>();
        services.AddHostedService<SuspensionWorker>();

        services.AddSingleton<TenantCaller>();
        services.AddSingleton<InstallSessions>();
        services.AddSingleton<InstallCallback>();
        services.AddSingleton<AuthorizationImport>();

        services.AddSingleton<IRequestHandler<AuthorizeCorp, InboxOutcome>, AuthorizeCorpHandler>();
        services.AddSingleton<IRequestHandler<RereadAuthorization, InboxOutcome>, RereadAuthorizationHandler>();
        services.AddSingleton<IRequestHandler<CancelAuthorization, InboxOutcome>, CancelAuthorizationHandler>();
        services.AddSingleton<IRequestHandler<ResetPermanentCode, InboxOutcome>, ResetPermanentCodeHandler>();
    }
}

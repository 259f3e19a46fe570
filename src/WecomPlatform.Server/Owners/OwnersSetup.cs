using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Refreshing;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Feed;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Fetching;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Owners;

/// <summary>The owners of credentials, WeCom behind them, and what keeps this node's copies fresh.</summary>
internal static class OwnersSetup
{
    public static void AddOwners(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<OwnersOptions>(OwnersOptions.Section, options => options.Validate());
        services.AddChecked<CredentialPolicyOptions>(CredentialPolicyOptions.Section, options => options.Validate());
        services.AddChecked<WecomOptions>(WecomOptions.Section, options => options.Validate());
        services.AddSingleton<EgressPool>();
        services.AddSingleton<WecomTransport>();
        services.AddSingleton<WecomApi>();
        services.AddSingleton<SuiteApi>();
        services.AddSingleton<WecomBudgets>();
        services.AddSingleton<SecretAttempts>();
        services.AddSingleton<SecretCheck>();
        services.AddSingleton<ICredentialSource, WecomCredentialSource>();

        services.AddSingleton(provider => new CredentialPolicy(provider.GetRequiredService<IOptions<CredentialPolicyOptions>>().Value));
        services.AddSingleton<SnapshotCache>();
        services.AddSingleton<ISnapshotSink>(provider => provider.GetRequiredService<SnapshotCache>());
        services.AddSingleton<OwnerCounters>();
        services.AddSingleton<OwnerLog>();
        services.AddSingleton<SuspensionQueue>();
        services.AddSingleton<IOwnerEvents>(provider => new AuthorizationWatch(
            provider.GetRequiredService<OwnerLog>(),
            provider.GetRequiredService<SuspensionQueue>()
        ));
        services.AddSingleton<LocalCredentialOwners>();
        services.AddSingleton<RefreshSchedule>();
        services.AddHostedService<RefreshWorker>();

        services.AddSingleton<CredentialFollower>();
        services.AddSingleton<IChangeHandler, NodeFollower>();
        services.AddHostedService<FeedWorker>();
        builder.AddEngine();
    }
}

using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Postgres.Sealing;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Database;

/// <summary>PostgreSQL: connections, rows, registry, sealing, changes.</summary>
internal static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<DatabaseOptions>(DatabaseOptions.Section, options => options.Validate());
        services.AddChecked<SealingOptions>(SealingOptions.Section, options => options.Validate());
        services.AddChecked<ChangeFeedOptions>(ChangeFeedOptions.Section, options => options.Validate());
        services.AddSingleton(provider =>
            DatabaseSource.OpenHosts(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Platform)
        );
        services.AddSingleton(provider => provider.GetRequiredService<DatabaseHosts>().Primary);
        services.AddSingleton<Sealer>();
        services.AddSingleton<Resealer>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<TenantStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<CorpStore>();
        services.AddSingleton<AgentStore>();
        services.AddSingleton<SuiteStore>();
        services.AddSingleton<ProviderStore>();
        services.AddSingleton<AuthorizationStore>();
        services.AddSingleton<AuthorizationReports>();
        services.AddSingleton<ExchangeStore>();
        services.AddSingleton<InstallSessionStore>();
        services.AddSingleton<RedirectUriStore>();
        services.AddSingleton<CredentialReports>();
        services.AddSingleton<ISuiteAccounts, SuiteAccounts>();
        services.AddSingleton<IAppAccounts>(provider => provider.GetRequiredService<AgentStore>());
        services.AddSingleton<IBudgetLedger, PostgresBudgetLedger>();
        services.AddSingleton<ICredentialRows, PostgresCredentialRows>();
        services.AddSingleton(provider =>
        {
            var policy = provider.GetRequiredService<IOptions<CredentialPolicyOptions>>().Value;
            return new CredentialRowsOptions(
                provider.GetRequiredService<IOptions<NodeOptions>>().Value.Name,
                policy.Lease,
                policy.ForcedRefreshInterval
            );
        });
        services.AddSingleton<DatabaseContact>();
        services.AddSingleton<ChangeFeed>();
        services.AddHostedService<WallClockWatch>();
        services.AddHostedService<DatabaseStart>();
    }
}

using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Events and notices on their way to the tenants.</summary>
internal static class ForwardingSetup
{
    public static void AddForwarding(this IServiceCollection services)
    {
        services.AddChecked<ForwardingOptions>(ForwardingOptions.Section, options => options.Validate());
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookCounters>();
        services.AddSingleton<OutboxWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
        services.AddSingleton<ITenantNotices, OutboxNotices>();
    }
}

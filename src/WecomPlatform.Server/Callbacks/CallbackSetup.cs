using MediatR;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Callbacks from WeCom, and the inbox behind them.</summary>
internal static class CallbackSetup
{
    public static void AddCallbacks(this IServiceCollection services)
    {
        services.AddChecked<CallbackOptions>(CallbackOptions.Section, options => options.Validate());
        services.AddSingleton<CallbackHandleStore>();
        services.AddSingleton<InboxStore>();
        services.AddSingleton<CallbackHandles>();
        services.AddSingleton<CallbackDoor>();
        services.AddSingleton<CallbackIntake>();
        services.AddSingleton<CallbackReception>();
        services.AddSingleton<CallbackCounters>();
        services.AddSingleton<DatabasePatience>();
        services.AddSingleton<InboxWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxWorker>());
        services.AddHostedService<Retention>();
        services.AddSingleton<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddSingleton<IMediator, Mediator>();
    }
}

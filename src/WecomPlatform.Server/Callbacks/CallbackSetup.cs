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
        services.AddMediator();
    }

    private static void AddMediator(this IServiceCollection services)
    {
        services.AddSingleton<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddSingleton<IMediator, Mediator>();
        foreach (var type in typeof(CallbackSetup).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var handled in type.GetInterfaces().Where(IsHandler))
            {
                services.AddSingleton(handled, type);
            }
        }
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}

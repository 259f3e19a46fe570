using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>Signing, and who may ask for it.</summary>
internal static class SigningSetup
{
    public static void AddSigning(this IServiceCollection services)
    {
        services.AddChecked<SignOptions>(SignOptions.Section, options => options.Validate());
        services.AddSingleton<RegistryCache>();
        services.AddSingleton<CallerKey>();
        services.AddSingleton<KeyRates>();
        services.AddSingleton<SignClock>();
        services.AddSingleton<SignCounters>();
        services.AddSingleton<SignPlanner>();
        services.AddSingleton<SignatureService>();
        services.AddSingleton<FormSigning>();
        services.AddSingleton<QuerySigning>();
        services.AddSingleton<SignatureEndpoints>();
    }
}

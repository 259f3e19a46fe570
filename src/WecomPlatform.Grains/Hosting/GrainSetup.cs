using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Hosting;

/// <summary>Puts the owners of a node on grains.</summary>
public static class GrainSetup
{
    /// <summary>
    /// Makes grains the owners of credentials. To be called after whatever grains need at their end: services stop in the reverse order,
    /// and the silo has to hand its grains over first.
    /// </summary>
    /// <param name="services">The node.</param>
    /// <param name="configuration">Where <see cref="GrainOptions" /> stand.</param>
    /// <param name="store">The database that silos find each other in.</param>
    /// <exception cref="OptionsValidationException">An option is wrong.</exception>
    public static void AddGrainOwners(this IServiceCollection services, IConfiguration configuration, GrainStore store)
    {
        var options = configuration.GetSection(GrainOptions.Section).Get<GrainOptions>() ?? new GrainOptions();
        if (options.Validate().ToList() is { Count: > 0 } faults)
        {
            throw new OptionsValidationException(GrainOptions.Section, typeof(GrainOptions), faults);
        }

        services.AddSingleton(options);
        services.AddSingleton(store);
        services.AddSingleton<GrainCluster>();
        services.AddSingleton<AbsentGrains>();
        services.AddSingleton<GrainHosts>();
        services.Replace(ServiceDescriptor.Singleton<ICredentialOwners, GrainCredentialOwners>());
        services.AddHostedService<GrainMembership>();
    }
}

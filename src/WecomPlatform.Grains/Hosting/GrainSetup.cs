using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Grains.Demand;
using WecomPlatform.Grains.Owning;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Hosting;

/// <summary>Puts the owners of a node on grains.</summary>
public static class GrainSetup
{
    /// <summary>
    /// Makes grains the owners of credentials. To be called after whatever grains need at their end: services stop in the reverse order,
    /// and the silo has to hand its grains over first.
    /// </summary>
    /// <param name="builder">The node.</param>
    /// <param name="name">The silo's name, for Orleans' log lines.</param>
    /// <param name="store">The database that silos find each other in.</param>
    /// <exception cref="OptionsValidationException">An option is wrong.</exception>
    public static void AddGrainOwners(this IHostApplicationBuilder builder, string name, GrainStore store)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Configuration.GetSection(GrainOptions.Section).Get<GrainOptions>() ?? new GrainOptions();
        if (options.Validate().ToList() is { Count: > 0 } faults)
        {
            throw new OptionsValidationException(GrainOptions.Section, typeof(GrainOptions), faults);
        }

        builder.Services.AddGrainRouting(options);
        if (options.SiloInNode)
        {
            builder.Services.AddSingleton(provider => new SiloOwners(provider.GetRequiredService<LocalCredentialOwners>()));
            builder.UseOrleans(silo => silo.ConfigureEndpoints(options).AddOwnerGrains(options, name, store));
        }
        else
        {
            builder.Services.AddSingleton(store);
            builder.Services.AddHostedService<SiloTierClient>();
        }
    }

    /// <summary>The node's side: routing, falling back, counting.</summary>
    internal static void AddGrainRouting(this IServiceCollection services, GrainOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<GrainCluster>();
        services.AddSingleton<AbsentGrains>();
        services.Replace(ServiceDescriptor.Singleton<ICredentialOwners, GrainCredentialOwners>());
    }

    /// <summary>The silo's side: membership, and what grains remember.</summary>
    internal static void AddOwnerGrains(this ISiloBuilder silo, GrainOptions options, string name, GrainStore store)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloPresence>();
        silo.Configure<ClusterOptions>(options.Apply)
            .Configure<SiloOptions>(own => own.SiloName = name)
            .Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = options.ProbeEvery)
            .Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.KeepIdle)
            .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (GrainStore.Invariant, store.ConnectionString))
            .AddAdoNetGrainStorage(
                DemandMemory.Name,
                storage => (storage.Invariant, storage.ConnectionString) = (GrainStore.Invariant, store.ConnectionString)
            );
    }

    internal static void Apply(this GrainOptions options, ClusterOptions cluster) =>
        (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId);

    private static ISiloBuilder ConfigureEndpoints(this ISiloBuilder silo, GrainOptions options) =>
        options.Address is { } address
            ? silo.ConfigureEndpoints(IPAddress.Parse(address), options.SiloPort, options.GatewayPort)
            : silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Grains.Owning;

namespace WecomPlatform.Grains.Hosting;

/// <summary>Builds what makes a node a silo, or a client of silos: a host inside the node's, which may end and be replaced.</summary>
internal sealed class GrainHosts(
    GrainOptions options,
    GrainStore store,
    LocalCredentialOwners owners,
    ILoggerFactory loggers,
    TimeProvider clock
)
{
    private static readonly TimeSpan LookForSilos = TimeSpan.FromSeconds(10);

    /// <summary>Builds the host that the options ask for.</summary>
    public IHost Build(Expulsion expulsion) =>
        options.SiloInNode
            ? Host(services => services.AddSingleton(new SiloOwners(owners)).AddSingleton<IFatalErrorHandler>(expulsion))
                .UseOrleans(silo => AddEndpoints(silo).AddOwnerGrains(options, store))
                .Build()
            : Host(static _ => { }).UseOrleansClient(AddClient).Build();

    private IHostBuilder Host(Action<IServiceCollection> add) =>
        new HostBuilder().ConfigureServices(services =>
        {
            services.AddSingleton(loggers).AddSingleton(clock).AddSingleton(options).AddSingleton<IHostLifetime, NestedLifetime>();
            add(services);
        });

    private ISiloBuilder AddEndpoints(ISiloBuilder silo) =>
        (
            options.Address is { } address
                ? silo.ConfigureEndpoints(IPAddress.Parse(address), options.SiloPort, options.GatewayPort)
                : silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort)
        ).Configure<SiloOptions>(own => own.SiloName = store.NodeName);

    private void AddClient(IClientBuilder client) =>
        client
            .Configure<ClusterOptions>(options.Apply)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = LookForSilos)
            .UseAdoNetClustering(clustering =>
                (clustering.Invariant, clustering.ConnectionString) = (GrainStore.Invariant, store.ConnectionString)
            );
}

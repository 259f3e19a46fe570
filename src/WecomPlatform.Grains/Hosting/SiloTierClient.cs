using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Hosting;

/// <summary>A node that is no silo itself: joins the silos as a client. Until one is there, and whenever none is, its own owners serve.</summary>
internal sealed partial class SiloTierClient(
    GrainOptions options,
    GrainStore store,
    GrainCluster cluster,
    ILoggerFactory loggers,
    TimeProvider clock,
    ILogger<SiloTierClient> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookForSilos = TimeSpan.FromSeconds(10);

    // A host of its own: one that cannot start yet must not hold up the node.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddSingleton(loggers))
            .UseOrleansClient(Configure)
            .Build();
        try
        {
            await host.StartAsync(stoppingToken);
            cluster.Join(host.Services.GetRequiredService<IClusterClient>());
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The node is stopping.
        }
        finally
        {
            cluster.Leave();
        }

        await host.StopAsync(CancellationToken.None);
    }

    private void Configure(IClientBuilder client) =>
        client
            .Configure<ClusterOptions>(options.Apply)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = LookForSilos)
            .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (GrainStore.Invariant, store.ConnectionString))
            .UseConnectionRetryFilter(async (error, ct) =>
            {
                LogNoSilo(error.Message);
                await Task.Delay(Pause, clock, ct);
                return true;
            });

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo to join yet; this node's own owners serve. {Reason}")]
    private partial void LogNoSilo(string reason);
}

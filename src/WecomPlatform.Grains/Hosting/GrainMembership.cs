using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Hosting;

/// <summary>
/// Keeps the node a member of the cluster, as silo or as client: joins, joins again when it was expelled, and hands its grains over when
/// the node stops. Whenever it is not a member the node's own owners serve.
/// </summary>
internal sealed partial class GrainMembership(
    GrainHosts hosts,
    GrainOptions options,
    GrainCluster cluster,
    TimeProvider clock,
    ILogger<GrainMembership> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ClearAway = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns when the node has joined, or when that takes too long to hold up the node.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_joined.Task, Task.Delay(options.JoinPatience, clock, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await BelongAsync(stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BelongAsync(CancellationToken ct)
    {
        var expulsion = new Expulsion();
        try
        {
            using var host = hosts.Build(expulsion);
            try
            {
                await host.StartAsync(ct);
                cluster.Join(host.Services.GetRequiredService<IGrainFactory>());
                _joined.TrySetResult();
                LogJoined(options.SiloInNode ? "silo" : "client", options.ClusterId);
                LogExpelled(await expulsion.Reason.WaitAsync(ct));
            }
            finally
            {
                cluster.Leave();
                using var deadline = new CancellationTokenSource(ct.IsCancellationRequested ? HandOver : ClearAway, clock);
                await host.StopAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The node is stopping.
        }
#pragma warning disable CA1031 // Whatever keeps the node from being a member, it tries again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogNotJoined(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Joined the cluster {Cluster} as a {Role}.")]
    private partial void LogJoined(string role, string cluster);

    [LoggerMessage(Level = LogLevel.Error, Message = "No member of the cluster, trying again; this node's own owners serve. {Reason}")]
    private partial void LogNotJoined(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo was expelled and is replaced; this node's own owners serve. {Reason}")]
    private partial void LogExpelled(string reason);
}

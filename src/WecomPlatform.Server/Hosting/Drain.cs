using Microsoft.Extensions.Options;

namespace WecomPlatform.Server.Hosting;

/// <summary>Lets a stopping node say so before it stops listening.</summary>
internal sealed class Drain(IOptions<NodeOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    private volatile bool _isDraining;

    /// <summary>Whether the node is about to stop.</summary>
    public bool IsDraining => _isDraining;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        if (options.Value.DrainDelay > TimeSpan.Zero)
        {
            await Task.Delay(options.Value.DrainDelay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

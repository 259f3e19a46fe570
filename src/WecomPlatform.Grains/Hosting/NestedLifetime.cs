using Microsoft.Extensions.Hosting;

namespace WecomPlatform.Grains.Hosting;

/// <summary>The lifetime of a host inside the node's: signals are the node's business.</summary>
internal sealed class NestedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

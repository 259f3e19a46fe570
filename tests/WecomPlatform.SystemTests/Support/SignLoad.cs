using System.Collections.Concurrent;
using System.Diagnostics;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Pages that ask both nodes for signatures all the time, until it is stopped.</summary>
public sealed class SignLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<SignedPage> _pages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private SignLoad(PlatformHost host, PlatformApp app, int callersPerNode) =>
        _work = Task.WhenAll(
            Enumerable.Range(0, callersPerNode * host.Nodes.Count).Select(i => Task.Run(() => CallAsync(host, app, i % host.Nodes.Count)))
        );

    /// <summary>What was answered until now.</summary>
    public IReadOnlyList<SignedPage> Pages => [.. _pages];

    public static SignLoad Start(PlatformHost host, PlatformApp app, int callersPerNode = 2)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new SignLoad(host, app, callersPerNode);
    }

    /// <summary>Stops; every request that was sent has been answered.</summary>
    public async Task<IReadOnlyList<SignedPage>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return Pages;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task CallAsync(PlatformHost host, PlatformApp app, int node)
    {
        while (!_stop.IsCancellationRequested)
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = await host.SignAsync(app, node: node);
            _pages.Enqueue(new SignedPage(node, sent, Stopwatch.GetTimestamp(), answer));
            // The pace of the load, nothing that anybody waits for.
            await Task.Delay(Pace, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

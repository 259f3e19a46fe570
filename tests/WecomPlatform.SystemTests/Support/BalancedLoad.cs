using System.Collections.Concurrent;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Pages that ask nodes in turn, as behind a balancer: a node is taken out before it is stopped.</summary>
internal sealed class BalancedLoad : IAsyncDisposable
{
    private const int Callers = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<HttpAnswer> _answers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<PlatformApp> _apps;
    private readonly Task _work;
    private volatile NodeProcess[] _nodes;
    private int _next;

    private BalancedLoad(IReadOnlyList<PlatformApp> apps, NodeProcess[] nodes)
    {
        (_apps, _nodes) = (apps, nodes);
        _work = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));
    }

    public static BalancedLoad Start(IReadOnlyList<PlatformApp> apps, params NodeProcess[] nodes) => new(apps, nodes);

    /// <summary>How many requests were answered until now.</summary>
    public int Count => _answers.Count;

    public void Use(params NodeProcess[] nodes) => _nodes = nodes;

    /// <summary>Stops; every request that was sent has been answered.</summary>
    public async Task<IReadOnlyList<HttpAnswer>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return [.. _answers];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task CallAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var n = (uint)Interlocked.Increment(ref _next);
            var nodes = _nodes;
            var app = _apps[(int)(n % _apps.Count)];
            _answers.Enqueue(await nodes[n / _apps.Count % nodes.Length].SignAsync(app.Key, app.SignRequest()));
            // The pace of the load, nothing that anybody waits for.
            await Task.Delay(Pace, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

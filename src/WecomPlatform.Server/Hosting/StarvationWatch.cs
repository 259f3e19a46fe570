namespace WecomPlatform.Server.Hosting;

/// <summary>
/// Gives the thread pool more threads as soon as all it has are blocked. Npgsql blocks one for each command that it cancels over a network
/// that is gone, and the pool adds one in half a second by itself: pages would wait. To have as many from the start would do, but then they
/// all take part in the work, and on few processors each request costs a tenth more.
/// </summary>
internal sealed partial class StarvationWatch(TimeProvider clock, ILogger<StarvationWatch> logger) : IHostedService, IDisposable
{
    // The connections that a node has to its database, and some more.
    private const int Threads = 32;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _stop = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: a task would have to wait for the pool that it watches.
        new Thread(Watch) { IsBackground = true, Name = nameof(StarvationWatch) }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose() => _stop.Dispose();

    private void Watch()
    {
        ThreadPool.GetMinThreads(out var usual, out var ports);
        var done = ThreadPool.CompletedWorkItemCount;
        long? raisedAt = null;
        while (!_stop.Wait(BetweenLooks))
        {
            var doneNow = ThreadPool.CompletedWorkItemCount;
            if (doneNow == done && ThreadPool.PendingWorkItemCount > 0)
            {
                if (raisedAt is null)
                {
                    ThreadPool.SetMinThreads(Math.Max(usual, Threads), ports);
                    LogBlocked();
                }

                raisedAt = clock.GetTimestamp();
            }
            else if (raisedAt is { } raised && clock.GetElapsedTime(raised) > Keep)
            {
                ThreadPool.SetMinThreads(usual, ports);
                raisedAt = null;
            }

            done = doneNow;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "All threads are blocked while work waits: for a minute there may be more of them."
    )]
    private partial void LogBlocked();
}

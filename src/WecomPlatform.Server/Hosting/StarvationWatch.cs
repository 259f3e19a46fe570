namespace WecomPlatform.Server.Hosting;

/// <summary>
/// Gives the thread pool more threads as soon as all it has are blocked. Npgsql blocks one for each command that it cancels over a network
/// that is gone, and the pool adds one in half a second by itself: pages would wait. To have as many from the start would do, but then they
/// all take part in the work, and on few processors each request costs a tenth more.
/// </summary>
internal sealed partial class StarvationWatch(TimeProvider clock, ILogger<StarvationWatch> logger) : IHostedService
{
    // The connections that a node has to its database, and some more.
    private const int Threads = 32;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private volatile bool _isStopped;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: a task would have to wait for the pool that it watches.
        new Thread(Watch) { IsBackground = true, Name = nameof(StarvationWatch) }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopped = true;
        return Task.CompletedTask;
    }

    private void Watch()
    {
        ThreadPool.GetMinThreads(out var usual, out var ports);
        var last = Look();
        long? raisedAt = null;
        while (!_isStopped)
        {
            Thread.Sleep(BetweenLooks);
            var now = Look();
            if (now.IsBlockedSince(last))
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

            last = now;
        }
    }

    private static PoolState Look() =>
        new(ThreadPool.CompletedWorkItemCount, ThreadPool.PendingWorkItemCount, Environment.CpuUsage.TotalTime);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "All threads are blocked while work waits: for a minute there may be more of them."
    )]
    private partial void LogBlocked();

    // Nothing was done between two looks though something waited at both: blocked, unless the threads were at work on something long.
    private readonly record struct PoolState(long Done, long Waiting, TimeSpan Cpu)
    {
        public bool IsBlockedSince(PoolState before) =>
            Done == before.Done && Waiting > 0 && before.Waiting > 0 && Cpu - before.Cpu < BetweenLooks / 5;
    }
}

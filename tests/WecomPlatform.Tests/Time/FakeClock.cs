namespace WecomPlatform.Tests.Time;

/// <summary>
/// A clock that stands still until a test moves it. <see cref="Advance"/> moves wall and monotonic time together and fires
/// the timers that fall due, in order, on the calling thread; <see cref="ShiftWall"/> moves the wall clock alone, as an NTP
/// step or an administrator does.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _armed = [];
    private readonly List<Waiter> _waiters = [];
    private DateTimeOffset _origin;
    private TimeSpan _elapsed;
    private long _order;

    public FakeClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { }

    public FakeClock(DateTimeOffset start) => _origin = start.ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _origin + _elapsed;
        }
    }

    /// <summary>Never zero, as a real counter: zero is what a field nobody set holds.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return TimeSpan.TicksPerDay + _elapsed.Ticks;
        }
    }

    /// <summary>Time passes. Each timer sees the moment it was due at; timers that others arm on the way fire too when they fall within.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
        {
            target = _elapsed + by;
        }

        while (TakeDue(target) is { } due)
        {
            due.Fire();
        }

        lock (_gate)
        {
            _elapsed = Max(_elapsed, target);
        }
    }

    /// <summary>The wall clock is set, forward or back; no time passes, so no timer fires.</summary>
    public void ShiftWall(TimeSpan by)
    {
        lock (_gate)
        {
            _origin += by;
        }
    }

    /// <summary>
    /// Waits, in real time, until some timer is due within <paramref name="within"/> from now: code on another thread has then
    /// reached its delay and <see cref="Advance"/> will wake it.
    /// </summary>
    public async Task TimerDueWithinAsync(TimeSpan within, int atLeast = 1)
    {
        Waiter waiter;
        lock (_gate)
        {
            waiter = new Waiter(_elapsed + within, atLeast);
            if (waiter.IsMet(_armed))
            {
                return;
            }

            _waiters.Add(waiter);
        }

        await waiter.Met.Task.WaitAsync(TimeSpan.FromSeconds(20), System);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private FakeTimer? TakeDue(TimeSpan target)
    {
        lock (_gate)
        {
            // A stable order: by time, then by who was armed first.
            var next = _armed.MinBy(timer => (timer.Due, timer.Order));
            if (next is null || next.Due > target)
            {
                return null;
            }

            _elapsed = Max(_elapsed, next.Due);
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                Arm(next, next.Period);
            }

            return next;
        }
    }

    private void Arm(FakeTimer timer, TimeSpan after)
    {
        timer.Due = _elapsed + after;
        timer.Order = _order++;
        _armed.Add(timer);
        foreach (var met in _waiters.FindAll(waiter => waiter.IsMet(_armed)))
        {
            _waiters.Remove(met);
            met.Met.SetResult();
        }
    }

    private bool Change(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            if (timer.Disposed)
            {
                return false;
            }

            _armed.Remove(timer);
            timer.Period = period;
            if (dueTime > TimeSpan.Zero)
            {
                Arm(timer, dueTime);
            }
            else if (dueTime == TimeSpan.Zero)
            {
                // As the real one does: at once, but on another thread, never inside CreateTimer or Change.
                ThreadPool.UnsafeQueueUserWorkItem(static late => late.Fire(), timer, preferLocal: false);
                if (period > TimeSpan.Zero)
                {
                    Arm(timer, period);
                }
            }

            return true;
        }
    }

    private void Remove(FakeTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _armed.Remove(timer);
        }
    }

    private sealed record Waiter(TimeSpan Until, int AtLeast)
    {
        public TaskCompletionSource Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsMet(List<FakeTimer> armed) => armed.Count(timer => timer.Due <= Until) >= AtLeast;
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        // A timer's callback runs in the context of whoever made it, as the framework's timers do.
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; set; }

        public long Order { get; set; }

        public bool Disposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Change(this, dueTime, period);

        public void Fire()
        {
            if (Disposed)
            {
                return;
            }

            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, _ => callback(state), state: null);
            }
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

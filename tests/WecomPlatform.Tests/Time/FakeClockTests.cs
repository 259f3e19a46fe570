namespace WecomPlatform.Tests.Time;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Advancing_moves_wall_and_monotonic_time_together()
    {
        var wall = _clock.GetUtcNow();
        var stamp = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMilliseconds(1500));

        (_clock.GetUtcNow() - wall).ShouldBe(TimeSpan.FromMilliseconds(1500));
        _clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void A_shift_of_the_wall_leaves_monotonic_time_and_timers_alone()
    {
        var wall = _clock.GetUtcNow();
        var stamp = _clock.GetTimestamp();
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.ShiftWall(TimeSpan.FromHours(-2));
        _clock.ShiftWall(TimeSpan.FromHours(5));

        (_clock.GetUtcNow() - wall).ShouldBe(TimeSpan.FromHours(3));
        _clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.Zero);
        fired.ShouldBe(0);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_those_times()
    {
        var start = _clock.GetUtcNow();
        var seen = new List<(string Name, double Seconds)>();
        void Note(string name) => seen.Add((name, (_clock.GetUtcNow() - start).TotalSeconds));
        using var late = _clock.CreateTimer(_ => Note("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var first = _clock.CreateTimer(_ => Note("first"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var second = _clock.CreateTimer(_ => Note("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(10));

        seen.ShouldBe([("first", 1), ("second", 1), ("late", 3)]);
        _clock.GetUtcNow().ShouldBe(start.AddSeconds(10));
    }

    [Fact]
    public void A_periodic_timer_fires_once_a_period_until_it_is_disposed()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe(3);
        _clock.ArmedTimers.ShouldBe(0);
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeFalse();
    }

    [Fact]
    public void A_timer_armed_by_another_fires_in_the_same_advance()
    {
        var chain = new List<int>();
        ITimer? second = null;
        using var first = _clock.CreateTimer(
            _ =>
            {
                chain.Add(1);
                second = _clock.CreateTimer(_ => chain.Add(2), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );

        _clock.Advance(TimeSpan.FromSeconds(2));

        chain.ShouldBe([1, 2]);
        second?.Dispose();
    }

    [Fact]
    public async Task Delays_and_cancellations_of_the_framework_run_on_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        await _clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1), atLeast: 2);

        _clock.Advance(TimeSpan.FromSeconds(30));
        deadline.IsCancellationRequested.ShouldBeTrue();
        delay.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(30));
        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_timer_due_at_once_fires_without_an_advance()
    {
        var fired = new TaskCompletionSource();
        await using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }
}

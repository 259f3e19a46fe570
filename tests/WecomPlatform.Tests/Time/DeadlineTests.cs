using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Tests.Time;

public sealed class DeadlineTests
{
    private readonly FakeClock _clock = new();

    private Instant Now => Instant.Now(_clock);

    [Fact]
    public void A_moment_ahead_passes_exactly_when_it_comes()
    {
        var deadline = Deadline.After(Now, TimeSpan.FromSeconds(10), _clock);

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        deadline.HasPassed(Now).ShouldBeFalse();
        deadline.Remaining(Now, _clock).ShouldBe(TimeSpan.FromTicks(1));
        _clock.Advance(TimeSpan.FromTicks(1));
        deadline.HasPassed(Now).ShouldBeTrue();
        deadline.Remaining(Now, _clock).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_wall_clock_set_back_keeps_nothing_alive()
    {
        var deadline = Deadline.After(Now, TimeSpan.FromSeconds(10), _clock);
        _clock.ShiftWall(TimeSpan.FromDays(-1));
        _clock.Advance(TimeSpan.FromSeconds(10));

        deadline.HasPassed(Now).ShouldBeTrue();
        deadline.Remaining(Now, _clock).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_machine_that_slept_finds_the_moment_passed_though_its_monotonic_clock_stood_still()
    {
        var deadline = Deadline.After(Now, TimeSpan.FromSeconds(10), _clock);
        _clock.ShiftWall(TimeSpan.FromHours(3));

        deadline.HasPassed(Now).ShouldBeTrue();
    }

    [Fact]
    public void The_default_has_always_passed() => Deadline.Passed.HasPassed(Now).ShouldBeTrue();

    [Fact]
    public void Whatever_the_clocks_do_it_has_passed_when_either_says_so_and_only_then() =>
        Prop.ForAll(
                Gen.Choose(-50, 50).Select(s => TimeSpan.FromSeconds(s)).ToArbitrary(),
                Gen.Choose(-100, 100).Select(s => TimeSpan.FromSeconds(s)).ToArbitrary(),
                Gen.Choose(0, 100).Select(s => TimeSpan.FromSeconds(s)).ToArbitrary(),
                (span, jump, passed) =>
                {
                    var clock = new FakeClock();
                    var deadline = Deadline.After(Instant.Now(clock), span, clock);
                    clock.ShiftWall(jump);
                    clock.Advance(passed);
                    var now = Instant.Now(clock);
                    var isOver = passed >= span || passed + jump >= span;
                    return deadline.HasPassed(now) == isOver && deadline.Remaining(now, clock) == TimeSpan.Zero == isOver;
                }
            )
            .QuickCheckThrowOnFailure();
}

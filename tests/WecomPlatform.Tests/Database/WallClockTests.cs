using WecomPlatform.Server.Database;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Database;

public sealed class WallClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_clock_that_is_set_back_shows_at_the_next_look_and_only_there()
    {
        var wall = new WallClock(_clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.ShiftWall(TimeSpan.FromHours(-2));

        wall.LookSetBack().ShouldBe(TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromSeconds(1));
        wall.LookSetBack().ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7200)]
    [InlineData(-0.4)]
    public void A_clock_that_runs_is_set_ahead_or_steered_does_not(double seconds)
    {
        var wall = new WallClock(_clock);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _clock.ShiftWall(TimeSpan.FromSeconds(seconds));

        wall.LookSetBack().ShouldBe(TimeSpan.Zero);
    }
}

using WecomPlatform.Postgres.Changes;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Postgres;

public sealed class DatabaseContactTests
{
    private static readonly DateTimeOffset DatabaseTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_wall_clock_that_is_off_does_not_show_in_timestamps(int hours)
    {
        _clock.ShiftWall(TimeSpan.FromHours(hours));
        var contact = new DatabaseContact(_clock);
        contact.Heard(DatabaseTime, TimeSpan.FromSeconds(2));

        contact.UnixSeconds.ShouldBe(DatabaseTime.AddSeconds(1).ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public void A_wall_clock_that_jumps_does_not_show_in_timestamps_even_before_the_next_poll(int hours)
    {
        var contact = new DatabaseContact(_clock);
        contact.Heard(DatabaseTime, TimeSpan.Zero);

        _clock.Advance(TimeSpan.FromSeconds(3));
        _clock.ShiftWall(TimeSpan.FromHours(hours));

        contact.UnixSeconds.ShouldBe(DatabaseTime.AddSeconds(3).ToUnixTimeSeconds());
        contact.Silence.ShouldBe(TimeSpan.FromSeconds(3));
    }
}

namespace WecomPlatform.Credentials.Time;

/// <summary>
/// A moment ahead, anchored to the wall clock and to the monotonic one. It has passed as soon as either says so, so that neither a
/// wall clock set back nor a machine that slept keeps a dead ticket alive.
/// </summary>
public readonly record struct Deadline
{
    private readonly long _wall; // UTC ticks
    private readonly long _monotonic;

    private Deadline(long wall, long monotonic)
    {
        _wall = wall;
        _monotonic = monotonic;
    }

    /// <summary>The deadline that has always passed.</summary>
    public static Deadline Passed => default;

    /// <summary>The moment that far after <paramref name="now"/>; a negative span has passed already.</summary>
    public static Deadline After(in Instant now, TimeSpan span, TimeProvider clock) =>
        new(now.Wall.UtcTicks + span.Ticks, now.Monotonic + (long)(span.TotalSeconds * clock.TimestampFrequency));

    /// <summary>Whether the moment has come.</summary>
    public bool HasPassed(in Instant now) => now.Monotonic >= _monotonic || now.Wall.UtcTicks >= _wall;

    /// <summary>How long until the moment comes; zero when it has passed.</summary>
    public TimeSpan Remaining(in Instant now, TimeProvider clock)
    {
        var wall = TimeSpan.FromTicks(_wall - now.Wall.UtcTicks);
        var monotonic = TimeSpan.FromSeconds((double)(_monotonic - now.Monotonic) / clock.TimestampFrequency);
        var least = wall < monotonic ? wall : monotonic;
        return least > TimeSpan.Zero ? least : TimeSpan.Zero;
    }
}

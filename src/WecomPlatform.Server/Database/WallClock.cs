namespace WecomPlatform.Server.Database;

/// <summary>This machine's wall clock, measured by the monotonic one, which nobody sets.</summary>
internal sealed class WallClock(TimeProvider clock)
{
    // What a time service steers in a second, and what passes between two readings, is no jump.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset _wall = clock.GetUtcNow();
    private long _monotonic = clock.GetTimestamp();

    /// <summary>How far it was set back since the last look; zero when it was not.</summary>
    public TimeSpan LookSetBack()
    {
        var (wall, monotonic) = (clock.GetUtcNow(), clock.GetTimestamp());
        var back = clock.GetElapsedTime(_monotonic, monotonic) - (wall - _wall);
        (_wall, _monotonic) = (wall, monotonic);
        return back > Noise ? back : TimeSpan.Zero;
    }
}

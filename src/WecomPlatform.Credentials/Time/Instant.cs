namespace WecomPlatform.Credentials.Time;

/// <summary>One reading of both clocks: the wall clock, which can jump, and the monotonic one, which stands still while a machine sleeps.</summary>
/// <param name="Wall">The wall clock, UTC.</param>
/// <param name="Monotonic">The monotonic clock, in ticks of the <see cref="TimeProvider"/> that was read.</param>
public readonly record struct Instant(DateTimeOffset Wall, long Monotonic)
{
    /// <summary>Reads both clocks.</summary>
    public static Instant Now(TimeProvider clock) => new(clock.GetUtcNow(), clock.GetTimestamp());
}

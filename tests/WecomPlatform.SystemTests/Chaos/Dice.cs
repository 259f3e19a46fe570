namespace WecomPlatform.SystemTests.Chaos;

#pragma warning disable CA5394 // What is drawn is no secret, and has to be the same for the same seed.
/// <summary>What a schedule draws from.</summary>
public sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to <paramref name="end"/>, without it.</summary>
    public int Below(int end) => _random.Next(end);

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The schedule's own pacing, nothing that anybody waits for.</summary>
    public Task PauseAsync(int fromMs, int toMs) => Task.Delay(_random.Next(fromMs, toMs + 1));
}
#pragma warning restore CA5394

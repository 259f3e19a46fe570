using System.Collections.Concurrent;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What was done to the platform, and when.</summary>
public sealed class DisturbanceLog
{
    private readonly ConcurrentQueue<Disturbance> _all = new();

    public IReadOnlyList<Disturbance> All => [.. _all];

    /// <summary>Notes it, does it, and notes its end.</summary>
    public Task DuringAsync(DisturbanceKind kind, string what, Func<Task> act, int? node = null, string? corpId = null) =>
        DuringAsync(kind, what, _ => act(), node, corpId);

    /// <inheritdoc cref="DuringAsync(DisturbanceKind, string, Func{Task}, int?, string?)" />
    public async Task DuringAsync(DisturbanceKind kind, string what, Func<Disturbance, Task> act, int? node = null, string? corpId = null)
    {
        ArgumentNullException.ThrowIfNull(act);
        var disturbance = new Disturbance(kind, what, DateTimeOffset.UtcNow, node, corpId);
        _all.Enqueue(disturbance);
        await act(disturbance);
        disturbance.End = DateTimeOffset.UtcNow;
    }

    /// <summary>For how long the machine had no time.</summary>
    public TimeSpan Starved(DateTimeOffset since) =>
        TimeSpan.FromTicks(
            _all.Where(one => one.Kind == DisturbanceKind.Machine && one.End > since).Sum(one => (one.End - one.Begin).Ticks)
        );

    /// <summary>Notes what has just ended.</summary>
    public void Add(DisturbanceKind kind, string what, DateTimeOffset begin) =>
        _all.Enqueue(new Disturbance(kind, what, begin, null, null) { End = DateTimeOffset.UtcNow });
}

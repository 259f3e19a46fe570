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
}

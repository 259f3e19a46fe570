using System.Collections.Concurrent;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What was done to the platform, and when.</summary>
public sealed class DisturbanceLog
{
    private readonly ConcurrentQueue<Disturbance> _all = new();

    public IReadOnlyList<Disturbance> All => [.. _all];

    /// <summary>Notes it, does it, and notes its end.</summary>
    public async Task DuringAsync(DisturbanceKind kind, string what, Func<Task> act, int? node = null, string? corpId = null)
    {
        ArgumentNullException.ThrowIfNull(act);
        var disturbance = new Disturbance(kind, what, DateTimeOffset.UtcNow, node, corpId);
        _all.Enqueue(disturbance);
        await act();
        disturbance.End = DateTimeOffset.UtcNow;
    }
}

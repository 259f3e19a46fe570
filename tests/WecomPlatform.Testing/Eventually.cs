using System.Diagnostics;

namespace WecomPlatform.Testing;

/// <summary>Waits for a condition with a deadline: the only kind of waiting that tests of whole processes may do.</summary>
public static class Eventually
{
    /// <summary>How long a condition may take unless the caller says otherwise; generous, because the machine may be shared.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns once <paramref name="condition"/> holds; throws <see cref="TimeoutException"/> at the deadline.</summary>
    public static async Task TrueAsync(
        Func<CancellationToken, Task<bool>> condition,
        string what,
        TimeSpan? deadline = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = deadline ?? DefaultDeadline;
        var watch = Stopwatch.StartNew();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(limit);
        try
        {
            while (!await condition(timeout.Token))
            {
                await Task.Delay(Interval, timeout.Token);
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested && watch.Elapsed >= limit - Interval)
        {
            throw new TimeoutException($"Not within {limit}: {what}", e);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{CancellationToken, Task{bool}}, string, TimeSpan?, CancellationToken)"/>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? deadline = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return TrueAsync(_ => Task.FromResult(condition()), what, deadline, ct);
    }
}

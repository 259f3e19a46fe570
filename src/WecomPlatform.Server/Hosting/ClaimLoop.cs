using System.Threading.Channels;
using WecomPlatform.Postgres.Errors;

namespace WecomPlatform.Server.Hosting;

/// <summary>Claims work from the database, which all nodes share, and does some of it at once: when woken, and every second for what others left.</summary>
/// <typeparam name="T">What is claimed.</typeparam>
internal sealed partial class ClaimLoop<T>(
    int places,
    Func<int, CancellationToken, Task<IReadOnlyList<T>>> claim,
    Func<T, CancellationToken, Task> work,
    TimeProvider clock,
    ILogger logger
)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>There is work.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Works until cancelled; ends when what was begun has ended.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var running = new HashSet<Task>();
        while (!ct.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            var claimed = running.Count < places ? await ClaimAsync(places - running.Count, ct) : [];
            running.UnionWith(claimed.Select(item => Task.Run(() => WorkAsync(item, ct), CancellationToken.None)));
            if (claimed.Count == 0 || running.Count >= places)
            {
                await WaitAsync(ct);
            }
        }

        await Task.WhenAll(running);
    }

#pragma warning disable CA1031 // Whatever goes wrong once, the next claim may go well; a claim that was not settled comes back by itself.
    private async Task<IReadOnlyList<T>> ClaimAsync(int limit, CancellationToken ct)
    {
        try
        {
            return await claim(limit, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception error)
        {
            LogClaimFailed(error.Tell());
            return [];
        }
    }

    private async Task WorkAsync(T item, CancellationToken ct)
    {
        try
        {
            await work(item, ct);
        }
        catch (Exception error)
        {
            LogWorkFailed(error);
        }
        finally
        {
            Wake();
        }
    }
#pragma warning restore CA1031

    private async Task WaitAsync(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_wakes.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(Poll, clock, enough.Token));
        await enough.CancelAsync();
        _wakes.Reader.TryRead(out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot claim work: {Reason}")]
    private partial void LogClaimFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Claimed work was not settled; it is claimed again when its lease has ended.")]
    private partial void LogWorkFailed(Exception error);
}

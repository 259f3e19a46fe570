using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WecomPlatform.Grains.Hosting;

namespace WecomPlatform.Grains.Routing;

/// <summary>
/// Grains that did not answer: nobody waits for one again until it has answered a ping. Callers cause the pings and never wait for
/// them, so what nobody wants is not asked.
/// </summary>
internal sealed partial class AbsentGrains(GrainOptions options, TimeProvider clock, ILogger<AbsentGrains> logger)
{
    private readonly ConcurrentDictionary<GrainRoute, Absence> _absences = new();

    /// <summary>Whether the grain was silent and has not answered since.</summary>
    public bool Contains(GrainRoute route, IGrainFactory grains)
    {
        if (!_absences.TryGetValue(route, out var absence))
        {
            return false;
        }

        if (absence.MayPing(clock, options.PingEvery))
        {
            _ = PingAsync(route, grains);
        }

        return true;
    }

    /// <summary>The grain did not answer.</summary>
    public void Add(GrainRoute route, string reason)
    {
        if (_absences.TryAdd(route, new Absence(clock.GetTimestamp())))
        {
            LogAbsent(route.Owner, route.Key, FirstLine(reason));
        }
    }

    // Orleans puts whole stack traces into messages.
    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    private async Task PingAsync(GrainRoute route, IGrainFactory grains)
    {
        try
        {
            await route.In(grains).PingAsync().WaitAsync(options.Patience, clock);
            if (_absences.TryRemove(route, out _))
            {
                LogBack(route.Owner, route.Key);
            }
        }
#pragma warning disable CA1031 // Whatever it was, the grain is still away.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var reason = FirstLine(error.Message);
            LogStillAbsent(route.Owner, route.Key, reason);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Owner} grain {Key} does not answer; this node owns its credentials until it does. {Reason}"
    )]
    private partial void LogAbsent(GrainKind owner, string key, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Owner} grain {Key} still does not answer. {Reason}")]
    private partial void LogStillAbsent(GrainKind owner, string key, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Owner} grain {Key} answers again.")]
    private partial void LogBack(GrainKind owner, string key);

    private sealed class Absence(long since)
    {
        private long _lastPing = since;

        public bool MayPing(TimeProvider clock, TimeSpan every)
        {
            var last = Volatile.Read(ref _lastPing);
            return clock.GetElapsedTime(last) >= every && Interlocked.CompareExchange(ref _lastPing, clock.GetTimestamp(), last) == last;
        }
    }
}

namespace WecomPlatform.Server.Grpc;

/// <summary>A call's <c>grpc-timeout</c>: up to eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;

    // Longer waits than timers can; nobody means them.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    /// <summary>Reads a timeout.</summary>
    /// <param name="text">The header.</param>
    /// <param name="timeout">The timeout, never longer than 30 days.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1 || text[..^1].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var ticks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0,
            _ => -1,
        };
        if (ticks < 0)
        {
            return false;
        }

        var number = 0L;
        foreach (var digit in text[..^1])
        {
            number = (number * 10) + (digit - '0');
        }

        timeout = TimeSpan.FromTicks(ticks == 0 ? number / TimeSpan.NanosecondsPerTick : number * ticks);
        timeout = timeout > s_longest ? s_longest : timeout;
        return true;
    }
}

using System.Globalization;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Platform;

/// <summary>What a node takes for the time: its web server's own header shows it.</summary>
public static class NodeClock
{
    // The header has whole seconds and is made anew every second.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    /// <summary>Whether who answered goes by that clock.</summary>
    public static bool Reads(this HttpAnswer answer, ShiftedClock clock)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(clock);
        var shown = DateTimeOffset.Parse(answer.Headers["Date"], CultureInfo.InvariantCulture);
        return (shown - DateTimeOffset.UtcNow - clock.Offset).Duration() < Tolerance;
    }

    /// <summary>Returns when the node goes by that clock.</summary>
    public static Task ReadsAsync(this NodeProcess node, ShiftedClock clock)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Eventually.TrueAsync(
            async ct => (await node.Client.SendJsonAsync(HttpMethod.Get, "/healthz", ct: ct)).Reads(clock),
            $"{node.Options.Name} reads the shifted clock"
        );
    }
}

using System.Globalization;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>A node's own figures.</summary>
public static class Metrics
{
    /// <summary>The sum of all lines that begin so; 0 when there is none.</summary>
    public static async Task<double> MetricAsync(this NodeProcess node, string begin)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = await node.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return text.Split('\n')
            .Where(line => line.StartsWith(begin, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}

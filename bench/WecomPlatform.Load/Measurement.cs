namespace WecomPlatform.Load;

/// <summary>What one run of a load generator saw.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P50">Half of the answers came within that many milliseconds; 0 when it was not measured.</param>
/// <param name="P99">99 of 100 did; 0 when it was not measured.</param>
/// <param name="Cpu">The server's CPU time for one request, in microseconds.</param>
/// <param name="Megabytes">The server's resident memory behind it.</param>
internal sealed record Measurement(double PerSecond, double P50, double P99, double Cpu, double Megabytes)
{
    /// <summary>The median of each figure by itself.</summary>
    public static Measurement MedianOf(IReadOnlyCollection<Measurement> runs) =>
        new(
            Median(runs.Select(run => run.PerSecond)),
            Median(runs.Select(run => run.P50)),
            Median(runs.Select(run => run.P99)),
            Median(runs.Select(run => run.Cpu)),
            Median(runs.Select(run => run.Megabytes))
        );

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

namespace WecomPlatform.Server.Hosting;

/// <summary>How long to wait before another try.</summary>
internal static class Backoff
{
    /// <summary>1 second, doubled with every attempt up to a bound, give or take a fifth, so that many failures do not come back as one.</summary>
    /// <param name="attempts">How often it was tried before this time.</param>
    /// <param name="longest">The bound.</param>
    public static TimeSpan After(int attempts, TimeSpan longest)
    {
        var pause = Math.Min(longest.TotalSeconds, Math.Pow(2, Math.Min(attempts, 30)));
        return TimeSpan.FromSeconds(pause * (0.8 + (0.4 * Random.Shared.NextDouble())));
    }
}

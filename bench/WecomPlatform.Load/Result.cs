namespace WecomPlatform.Load;

/// <summary>One line of the report: the platform beside something else, measured in turns.</summary>
/// <param name="Name">What was asked for, and how.</param>
/// <param name="Platform">The platform's medians.</param>
/// <param name="Other">The other one's.</param>
/// <param name="OtherName">Who that is.</param>
/// <param name="Goal">What the ratio should reach.</param>
/// <param name="IsLatency">Whether the ratio is one of p99, the lower the better, instead of one of requests a second.</param>
internal sealed record Result(string Name, Measurement Platform, Measurement Other, string OtherName, double Goal, bool IsLatency = false)
{
    public double Ratio => IsLatency ? Platform.P99 / Other.P99 : Platform.PerSecond / Other.PerSecond;

    public bool IsReached => IsLatency ? Ratio <= Goal : Ratio >= Goal;
}

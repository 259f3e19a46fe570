namespace WecomPlatform.Tests.Scale;

/// <summary>What is asked of a cluster for how long.</summary>
/// <param name="Apps">How many apps are in use; each has an access_token and two tickets.</param>
/// <param name="RequestsPerHour">Requests of one app, at random times; each needs both tickets.</param>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Balancing">Which of them is asked.</param>
internal sealed record Demand(int Apps, double RequestsPerHour, int Nodes, Balancing Balancing)
{
    public static TimeSpan Span { get; } = TimeSpan.FromDays(1);

    /// <summary>As WeCom gives it.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(2);
}

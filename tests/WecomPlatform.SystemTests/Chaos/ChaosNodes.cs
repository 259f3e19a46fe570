namespace WecomPlatform.SystemTests.Chaos;

/// <summary>The options of the nodes under chaos: all that is minutes in production is seconds here.</summary>
public static class ChaosNodes
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan RejectedProbe = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Forced = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const string Plenty = "100000";

    public static IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?>
        {
            ["Credentials__Lease"] = Lease.ToString(),
            ["Credentials__FetchTimeout"] = FetchTimeout.ToString(),
            ["Credentials__BackoffMin"] = "00:00:00.5",
            ["Credentials__BackoffMax"] = BackoffMax.ToString(),
            ["Credentials__RejectedProbeInterval"] = RejectedProbe.ToString(),
            ["Credentials__ForcedRefreshInterval"] = Forced.ToString(),
            ["ChangeFeed__PollInterval"] = Poll.ToString(),
            ["Signing__FetchPatience"] = "00:00:03",
            // As in production a fifth of it, so that a request outlives the grain it waited for.
            ["Grains__Patience"] = "00:00:00.6",
            ["Wecom__WrongSecretsPerEgressPerHour"] = Plenty,
            ["Wecom__WrongSecretsPerTenantPerHour"] = Plenty,
        };

    /// <summary>With so many ticket calls an hour for each corp, and as many for each app.</summary>
    public static IReadOnlyDictionary<string, string?> With(int ticketsPerCorp) =>
        new Dictionary<string, string?>(Environment)
        {
            ["Wecom__TicketsPerAppPerHour"] = $"{ticketsPerCorp}",
            ["Wecom__TicketsPerCorpPerHour"] = $"{ticketsPerCorp}",
        };
}

namespace WecomPlatform.Server.Forwarding;

/// <summary>How messages are sent to the tenants' webhooks.</summary>
public sealed class ForwardingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Forwarding";

    /// <summary>How long a webhook may take to answer. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many messages a node sends at once, 1 to 1,000. Default: 16.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>How many of them to one tenant, so that a webhook that hangs does not keep the others waiting. Default: 4.</summary>
    public int ConcurrencyPerTenant { get; set; } = 4;

    /// <summary>For how long a message is sent again before it is given up, and its corp's later ones go on without it. Default: 24 hours.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>For how long a message that was given up can be replayed, from its first try. Default: 30 days.</summary>
    public TimeSpan KeepDeadFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The longest pause between two tries. Default: 5 minutes.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(2))
        {
            yield return "Forwarding:Timeout must lie between 0.1 seconds and 2 minutes.";
        }

        if (Concurrency is < 1 or > 1000 || ConcurrencyPerTenant < 1)
        {
            yield return "Forwarding:Concurrency must lie between 1 and 1,000 and Forwarding:ConcurrencyPerTenant must be at least 1.";
        }

        if (KeepDeadFor < GiveUpAfter)
        {
            yield return "Forwarding:KeepDeadFor must not be shorter than Forwarding:GiveUpAfter.";
        }

        if (GiveUpAfter < TimeSpan.Zero || LongestPause < TimeSpan.FromSeconds(1))
        {
            yield return "Forwarding:GiveUpAfter must not be negative and Forwarding:LongestPause must be at least 1 second.";
        }
    }
}

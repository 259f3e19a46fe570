namespace WecomPlatform.Postgres.Changes;

/// <summary>How a node follows changes.</summary>
public sealed class ChangeFeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ChangeFeed";

    /// <summary>How often the feed is polled beside the notifications, which may get lost. Default: 5 seconds; at most 10, the promised bound.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long lines of the feed are kept. Default: 1 hour.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The wait before a lost connection is opened again. Default: 500 milliseconds.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (PollInterval <= TimeSpan.Zero || PollInterval > TimeSpan.FromSeconds(10))
        {
            yield return "ChangeFeed:PollInterval must be positive and at most 10 seconds.";
        }

        if (Retention < PollInterval * 10 || ReconnectDelay <= TimeSpan.Zero)
        {
            yield return "ChangeFeed:Retention must be at least ten poll intervals and ChangeFeed:ReconnectDelay positive.";
        }
    }
}

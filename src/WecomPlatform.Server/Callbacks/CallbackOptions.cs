namespace WecomPlatform.Server.Callbacks;

/// <summary>How callbacks from WeCom are taken and worked on.</summary>
public sealed class CallbackOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Callbacks";

    private static readonly TimeSpan LongestRepetition = TimeSpan.FromHours(24);

    /// <summary>How far a callback's times may lie from the database's clock, either way. Default: 24 hours.</summary>
    public TimeSpan ClockWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether a callback encrypted for an unexpected receiveid is refused, rather than logged and counted (wecom-api.md §7.4). Default: false.</summary>
    public bool StrictReceiveId { get; set; }

    /// <summary>How long it can be looked up what arrived; never less than repetitions need to be recognised. Default: 7 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long a callback is held while the database is away, before it is answered 503. Longer than WeCom's 5 seconds, so that WeCom
    /// drops the connection and sends again: by its newer documents it does not after an answer (§7.2). Default: 6 seconds.
    /// </summary>
    public TimeSpan DatabasePatience { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How many commands a node works on at once, 1 to 100. Default: 8.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long one try of a command may take. Default: 1 minute.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long a command is tried again; a cancellation is for ever. Default: 24 hours.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long what arrived is kept: as long as WeCom may repeat it, or somebody who recorded it.</summary>
    internal TimeSpan KeepFor => new[] { Retention, LongestRepetition + ClockWindow, ClockWindow * 2 }.Max();

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (ClockWindow < TimeSpan.FromMinutes(1) || ClockWindow > TimeSpan.FromDays(36_500))
        {
            yield return "Callbacks:ClockWindow must lie between 1 minute and 100 years.";
        }

        if (Retention < TimeSpan.Zero || DatabasePatience < TimeSpan.Zero || DatabasePatience > TimeSpan.FromMinutes(1))
        {
            yield return "Callbacks:Retention must not be negative and Callbacks:DatabasePatience must lie between 0 and 1 minute.";
        }

        if (Concurrency is < 1 or > 100)
        {
            yield return "Callbacks:Concurrency must lie between 1 and 100.";
        }

        if (CommandTimeout < TimeSpan.FromSeconds(1) || CommandTimeout > TimeSpan.FromHours(1) || GiveUpAfter < TimeSpan.Zero)
        {
            yield return "Callbacks:CommandTimeout must lie between 1 second and 1 hour and Callbacks:GiveUpAfter must not be negative.";
        }
    }
}

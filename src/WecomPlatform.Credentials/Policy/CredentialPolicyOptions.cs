namespace WecomPlatform.Credentials.Policy;

/// <summary>When credentials are refreshed, how long failures are remembered, and how long a fetch may take.</summary>
public sealed class CredentialPolicyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Credentials";

    /// <summary>The advisory window: a background refresh is due with at least this much life left. Default: 20 minutes.</summary>
    public TimeSpan AdvisoryWindow { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>The advisory window is never more than this share of the whole life (0–1), for short lives. Default: 0.5.</summary>
    public double AdvisoryShare { get; set; } = 0.5;

    /// <summary>
    /// How much earlier than the advisory window, in windows (0–5), a refresh may be due, so that credentials fetched together are not
    /// refreshed together; at most the middle of what <see cref="AdvisoryShare"/> leaves. Default: 2.5, which spreads the refreshes of two-hour
    /// lives over 50 minutes.
    /// </summary>
    public double AdvisoryJitter { get; set; } = 2.5;

    /// <summary>The mandatory window: with less life left, callers wait for one refresh. Default: 60 seconds.</summary>
    public TimeSpan MandatoryWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The mandatory window is never more than this share of the whole life (0–1). Default: 0.05.</summary>
    public double MandatoryShare { get; set; } = 0.05;

    /// <summary>How long a caller waits in the mandatory window before it goes on with the value that still lives. Default: 1 second.</summary>
    public TimeSpan MandatoryPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many attempts before the end of a life may find the same value again. Default: 3.</summary>
    public int EarlyAttempts { get; set; } = 3;

    /// <summary>The wait after the first failure; doubled with each further one. Default: 1 second.</summary>
    public TimeSpan BackoffMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts after failures that pass by themselves. Default: 60 seconds.</summary>
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a definite no (wrong secret, disabled app, address not trusted) is remembered before it is probed again. Default: 1 hour.</summary>
    public TimeSpan RejectedProbeInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The least time between two refreshes forced by reports of a dead value. Default: 60 seconds.</summary>
    public TimeSpan ForcedRefreshInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How old, as the longest, a parent may be that one child's complaint does not condemn while it works for others. Default: 5 minutes, never more than 1/24 of its life.</summary>
    public TimeSpan ParentTrust { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The total time of one attempt at WeCom, waiting for a free connection included. Default: 10 seconds. Must be shorter than <see cref="Lease"/>.</summary>
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a lease on a credential's row holds. Default: 30 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks the options against each other.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (FetchTimeout <= TimeSpan.Zero || FetchTimeout * 2 > Lease)
        {
            yield return "Credentials:FetchTimeout must be positive and at most half of Credentials:Lease, so that a holder has stopped calling before its lease ends.";
        }

        if (AdvisoryWindow <= TimeSpan.Zero || MandatoryWindow <= TimeSpan.Zero || MandatoryWindow >= AdvisoryWindow)
        {
            yield return "Credentials:MandatoryWindow must be positive and shorter than Credentials:AdvisoryWindow.";
        }

        if (AdvisoryShare is <= 0 or >= 1 || MandatoryShare <= 0 || MandatoryShare >= AdvisoryShare || AdvisoryJitter is < 0 or > 5)
        {
            yield return "Credentials:AdvisoryShare and MandatoryShare must lie between 0 and 1, MandatoryShare below AdvisoryShare; AdvisoryJitter from 0 to 5.";
        }

        if (BackoffMin <= TimeSpan.Zero || BackoffMax < BackoffMin || RejectedProbeInterval <= TimeSpan.Zero)
        {
            yield return "Credentials:BackoffMin and RejectedProbeInterval must be positive and BackoffMax at least BackoffMin.";
        }

        if (EarlyAttempts is < 1 or > 10 || ForcedRefreshInterval < TimeSpan.Zero || ParentTrust < TimeSpan.Zero)
        {
            yield return "Credentials:EarlyAttempts must be 1 to 10; ForcedRefreshInterval and ParentTrust must not be negative.";
        }

        if (MandatoryPatience < TimeSpan.Zero)
        {
            yield return "Credentials:MandatoryPatience must not be negative.";
        }
    }
}

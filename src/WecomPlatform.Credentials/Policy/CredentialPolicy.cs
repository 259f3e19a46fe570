using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Policy;

/// <summary>The rules of a credential's life. Pure: it reads no clock, holds no state and calls nobody.</summary>
public sealed class CredentialPolicy(CredentialPolicyOptions options)
{
    /// <summary>The options in force.</summary>
    public CredentialPolicyOptions Options => options;

    /// <summary>Decides what to do.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="dead">The generation that the caller knows to be dead; never served again.</param>
    /// <param name="now">The moment.</param>
    public static CredentialDecision Decide(CredentialState state, Generation dead, in Instant now)
    {
        var snapshot = state.Snapshot;
        var serve = snapshot is not null && snapshot.Generation > dead && !snapshot.Expires.HasPassed(now);
        if (serve && !snapshot!.Due.HasPassed(now))
        {
            return new CredentialDecision(CredentialPhase.Fresh, true, RefreshWait.No);
        }

        if (state.Failure is { } failure && !state.RetryAt.HasPassed(now))
        {
            return new CredentialDecision(failure.IsRefusal ? CredentialPhase.Rejected : CredentialPhase.BackingOff, serve, RefreshWait.No);
        }

        if (!serve)
        {
            return new CredentialDecision(CredentialPhase.Expired, false, RefreshWait.Wait);
        }

        return snapshot!.Waits.HasPassed(now)
            ? new CredentialDecision(CredentialPhase.Mandatory, true, RefreshWait.Wait)
            : new CredentialDecision(CredentialPhase.Advisory, true, RefreshWait.Background);
    }

    /// <summary>Turns a row into what its readers need: moments on this machine's clocks.</summary>
    public CredentialState Adopt(CredentialRow row, TimeProvider clock)
    {
        Snapshot? snapshot = null;
        if (row.Value is { } value)
        {
            snapshot = new Snapshot
            {
                Key = row.Key,
                Generation = row.Generation,
                Value = value,
                FetchedAt = row.ReadAt.Monotonic - (long)(row.Age.TotalSeconds * clock.TimestampFrequency),
                Lifetime = row.Lifetime,
                Confirmations = row.Confirmations,
                Due = Deadline.After(row.ReadAt, row.Remaining - DueBefore(row), clock),
                Waits = Deadline.After(row.ReadAt, row.Remaining - WaitsBefore(row), clock),
                Expires = row.Ends(clock),
            };
        }

        return new CredentialState(snapshot, row.Failure, Deadline.After(row.ReadAt, row.Failure?.RetryIn ?? TimeSpan.Zero, clock));
    }

    /// <summary>
    /// How long a failed attempt is remembered: a definite no for <see cref="CredentialPolicyOptions.RejectedProbeInterval"/>, WeCom's
    /// own limits for their window, everything else with exponential backoff and jitter.
    /// </summary>
    /// <param name="why">The failure; its RetryIn, when positive, is the least wait.</param>
    /// <param name="failures">How many attempts failed in a row, this one included.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    public TimeSpan RetryIn(Unavailable why, int failures, double chance)
    {
        if (why.IsRefusal)
        {
            return options.RejectedProbeInterval;
        }

        var doubled = options.BackoffMin * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        var capped = doubled < options.BackoffMax ? doubled : options.BackoffMax;
        var jittered = capped * (0.75 + (0.25 * chance));
        return jittered > why.RetryIn ? jittered : why.RetryIn;
    }

    /// <summary>Whether a value that comes back unchanged is at the very end of its life, so that asking again a moment later gives a new one.</summary>
    public static bool IsSpent(TimeSpan remaining) => remaining < TimeSpan.FromSeconds(1);

    /// <summary>Whether a parent that a child complains about is too young, and too useful to others, to be condemned by one child.</summary>
    public bool IsTrusted(TimeSpan age, TimeSpan lifetime) => age < Least(options.ParentTrust, lifetime / 24);

    // The nth early attempt (counted from 0) is due with the window halved n times; after the last one only the end of life is left.
    private TimeSpan DueBefore(CredentialRow row)
    {
        if (row.Confirmations >= options.EarlyAttempts)
        {
            return -row.Slack;
        }

        var latest = Least(options.AdvisoryWindow, row.Lifetime * options.AdvisoryShare);
        var earliest = Least(latest * (1 + options.AdvisoryJitter), row.Lifetime * ((1 + options.AdvisoryShare) / 2));
        var chance = StableHash.Fraction(row.Key.ToString(), row.Generation.Value);
        return (latest + ((earliest - latest) * chance)) / (1 << row.Confirmations);
    }

    // Once WeCom has returned the same value, waiting before the end of its life gains nothing.
    private TimeSpan WaitsBefore(CredentialRow row) =>
        row.Confirmations > 0 ? TimeSpan.Zero : Least(options.MandatoryWindow, row.Lifetime * options.MandatoryShare);

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}

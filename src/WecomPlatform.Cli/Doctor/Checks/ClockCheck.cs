namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether this machine's clock agrees with the platform's, or with WeCom's.</summary>
internal sealed class ClockCheck : ICheck
{
    // WeCom documents no limit for a signature's age; a minute is far more than NTP leaves.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(1);

    public string Name => "clock";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        var (whose, theirs) = await FindAsync(examination, ct);
        if (theirs is not { } other)
        {
            return Finding.Skipped("Nobody told the time.");
        }

        var ahead = examination.Clock.GetUtcNow() - other;
        return ahead.Duration() <= s_tolerance
            ? Finding.Ok($"This machine's clock agrees with {whose}.")
            : Finding.Wrong(
                "clock_wrong",
                $"This machine's clock is {Spans.Say(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} {whose}.",
                "Let NTP set it: signatures and callbacks made here bear the wrong time. If the other clock is wrong, set that one."
            );
    }

    // The signature's timestamp is the time of the platform's database, by which all its nodes go.
    private static async Task<(string Whose, DateTimeOffset? Time)> FindAsync(Examination examination, CancellationToken ct)
    {
        if (await examination.ReadyAsync() is { Date: { } date })
        {
            return ("the platform's", date);
        }

        return ("WeCom's", examination.IsDirect ? await examination.WecomTimeAsync(ct) : null);
    }
}

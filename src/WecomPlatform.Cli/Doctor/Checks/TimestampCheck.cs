using System.Globalization;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the page's timestamp is in seconds and of about now.</summary>
internal sealed class TimestampCheck : ICheck
{
    // A ticket lives two hours; a signature that is older was surely made with one that is dead.
    private static readonly TimeSpan s_oldest = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    public string Name => "timestamp";

    public Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        Task.FromResult(
            examination.Input.Claim is { } claim
                ? Look(claim.Timestamp, examination.Clock.GetUtcNow())
                : Finding.Skipped("No signature of a page (--signature, --timestamp, --nonce).")
        );

    private static Finding Look(string text, DateTimeOffset now)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Finding.Wrong("timestamp_invalid", "The timestamp is no number.", "Give Unix seconds.");
        }

        if (seconds > 100_000_000_000)
        {
            return Finding.Wrong(
                "timestamp_milliseconds",
                "The timestamp is in milliseconds.",
                "Sign and give Unix seconds: Math.floor(Date.now() / 1000)."
            );
        }

        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        return age > s_oldest
                ? Finding.Warning(
                    "timestamp_old",
                    $"The page was signed {Spans.Say(age)} ago.",
                    "Do not keep signatures longer than tickets live."
                )
            : age < -s_ahead
                ? Finding.Warning(
                    "timestamp_ahead",
                    $"The timestamp is {Spans.Say(-age)} ahead of this machine's clock.",
                    "Compare the signing server's clock."
                )
            : Finding.Ok("The timestamp is in seconds and of about now.");
    }
}

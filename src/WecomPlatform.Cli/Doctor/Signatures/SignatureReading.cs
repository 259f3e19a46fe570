using System.Globalization;
using WecomPlatform.Cli.Signing;

namespace WecomPlatform.Cli.Doctor.Signatures;

/// <summary>Finds out what a signature was made of, by making it again with each mistake, and with two at once.</summary>
internal static class SignatureReading
{
    /// <summary>The mistakes that explain the signature.</summary>
    /// <param name="claim">What the page handed over.</param>
    /// <param name="page">The page's location.href.</param>
    /// <param name="landing">The url by which it was entered, when that is known.</param>
    /// <param name="tickets">From <see cref="TicketDeviations"/>.</param>
    /// <returns>Those that were made, at most two, empty when it is right; null when nothing explains it.</returns>
    public static IReadOnlyList<Deviation>? Explain(SignatureClaim claim, string page, string? landing, IReadOnlyList<Deviation> tickets)
    {
        IReadOnlyList<Deviation> times = [.. Times(claim.Timestamp)];
        return (
            from first in UrlDeviations.Of(page, landing)
            from second in Seconds(first)
            from ticket in tickets
            from time in times
            let made = Made(first, second, ticket, time)
            where made.Count <= 2
            orderby made.Count
            let signature = LocalSignature.Of(ticket.Value, claim.NonceStr, time.Value, second.Value)
            where signature.Equals(claim.Signature, StringComparison.OrdinalIgnoreCase)
            select signature == claim.Signature ? made : [.. made, UpperCase(claim.Signature)]
        ).FirstOrDefault();
    }

    // What else may have happened to a url to which one thing happened already: nothing, or another thing.
    private static IEnumerable<Deviation> Seconds(Deviation first) =>
        first.Code is null
            ? [Deviation.None(first.Value)]
            : UrlDeviations
                .Of(first.Value, landing: null)
                .Where(second => second.Code is not null && second.Code != first.Code)
                .Prepend(Deviation.None(first.Value));

    private static List<Deviation> Made(params ReadOnlySpan<Deviation> parts)
    {
        var made = new List<Deviation>();
        foreach (var part in parts)
        {
            if (part.Code is not null)
            {
                made.Add(part);
            }
        }

        return made;
    }

    private static Deviation UpperCase(string signature) =>
        new(signature, "signature_upper_case", "The signature is in upper case.", "Write the SHA-1 in lower-case hexadecimal digits.");

    private static IEnumerable<Deviation> Times(string timestamp)
    {
        yield return Deviation.None(timestamp);
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            yield break;
        }

        foreach (var other in (long[])[number / 1000, number * 1000])
        {
            yield return new(
                $"{other}",
                "timestamp_differs",
                $"The timestamp {other} was signed, and {timestamp} was given to the page.",
                "Hand the page the very number that was signed, in seconds."
            );
        }
    }
}

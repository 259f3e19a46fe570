using WecomPlatform.Cli.Doctor.Signatures;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the page's signature is right, and if not, what was signed instead.</summary>
internal sealed class SignatureCheck : ICheck
{
    public string Name => "signature";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        var input = examination.Input;
        if (input is not { Claim: { } claim, Page: { } page })
        {
            return Finding.Skipped("No signature of a page (url, --signature, --timestamp, --nonce).");
        }

        var right = input.Ticket ?? await OfKindAsync(claim.Kind, examination, ct);
        var other = await OfKindAsync(claim.Kind == "corp" ? "agent" : "corp", examination, ct);
        var token = (await examination.TokenAsync())?.Value?.Value.Reveal();
        var made = SignatureReading.Explain(claim, page, input.Landing, [.. TicketDeviations.Of(right, other, token, claim.Kind)]);
        return made switch
        {
            { Count: 0 } => Finding.Ok("The signature is right for this url and the ticket of now."),
            { } => Finding.Wrong(
                made[0].Code!,
                string.Join(' ', made.Select(mistake => mistake.Text)),
                string.Join(' ', made.Select(mistake => mistake.Advice))
            ),
            null when right is null => Finding.Skipped(
                "Without the ticket of now (--ticket, or the app's --secret) the signature cannot be made again."
            ),
            null => Finding.Wrong(
                "ticket_not_current",
                "The signature was not made with the ticket of now, whichever way the url may have been changed.",
                "The server signs with a ticket that has expired, or another server has fetched a newer one since, or it is another app's. "
                    + "Let one place own the ticket; this platform does. If the url was changed in a way that is not known here, compare what the server signs."
            ),
        };
    }

    private static async Task<string?> OfKindAsync(string kind, Examination examination, CancellationToken ct) =>
        kind switch
        {
            "corp" => await examination.TicketAsync(isAgents: false, ct),
            "agent" => await examination.TicketAsync(isAgents: true, ct),
            _ => null,
        };
}

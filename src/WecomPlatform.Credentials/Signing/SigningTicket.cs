using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Signing;

/// <summary>A jsapi_ticket, to sign urls with. Holds nothing but the ticket: a node may have a million of them.</summary>
public sealed class SigningTicket
{
    private readonly Secret _ticket;

    /// <summary>Takes a ticket.</summary>
    public SigningTicket(Secret ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        _ticket = ticket;
    }

    internal ReadOnlySpan<byte> Utf8 => _ticket.Utf8;

    /// <inheritdoc />
    public override string ToString() => "***";
}

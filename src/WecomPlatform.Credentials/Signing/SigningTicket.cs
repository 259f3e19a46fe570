using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Signing;

/// <summary>A jsapi_ticket made ready for signing many urls. Keep one for as long as the ticket lives.</summary>
public sealed class SigningTicket
{
    private readonly byte[] _prefix;

    /// <summary>Prepares a ticket.</summary>
    public SigningTicket(Secret ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        _prefix = [.. "jsapi_ticket="u8, .. ticket.Utf8, .. "&noncestr="u8];
    }

    /// <summary>The part of the signed text that is the same for every url: <c>jsapi_ticket=T&amp;noncestr=</c>.</summary>
    internal ReadOnlySpan<byte> Prefix => _prefix;

    /// <inheritdoc />
    public override string ToString() => "***";
}

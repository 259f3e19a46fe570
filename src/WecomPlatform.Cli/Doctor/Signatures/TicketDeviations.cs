namespace WecomPlatform.Cli.Doctor.Signatures;

/// <summary>What is signed with by mistake instead of the right ticket.</summary>
internal static class TicketDeviations
{
    private static readonly string[] s_nothing = ["", "null", "undefined", "None", "nil", "[object Object]", "false"];

    /// <summary>The right ticket first, when it is known, then the mistakes.</summary>
    /// <param name="right">The current ticket of the identity that the page claims.</param>
    /// <param name="other">The current ticket of the other identity.</param>
    /// <param name="token">The app's access_token.</param>
    /// <param name="kind">The identity that the page claims.</param>
    public static IEnumerable<Deviation> Of(string? right, string? other, string? token, string kind)
    {
        if (right is not null)
        {
            yield return Deviation.None(right);
            foreach (var blank in (string[])[" ", "\n", "\r\n"])
            {
                yield return new(
                    right + blank,
                    "ticket_with_blank",
                    "The ticket was signed with a blank or line end behind it.",
                    "Trim the ticket where it is read."
                );
            }
        }

        if (other is not null)
        {
            yield return new(
                other,
                "ticket_of_other_kind",
                kind == "agent"
                    ? "The corp's ticket (get_jsapi_ticket) signed where the app's belongs."
                    : "The app's ticket (ticket/get?type=agent_config) signed where the corp's belongs.",
                "getConfigSignature and wx.config take the corp's ticket, getAgentConfigSignature and wx.agentConfig the app's. Cache them under different keys."
            );
        }

        if (token is not null)
        {
            yield return new(
                token,
                "token_signed",
                "The access_token was signed in place of the ticket.",
                "Fetch the jsapi_ticket with the token, and sign with that."
            );
        }

        foreach (var nothing in s_nothing)
        {
            yield return new(
                nothing,
                "ticket_empty",
                $"No ticket was there, and \"{nothing}\" was signed for it.",
                "Look at why the server's ticket is missing, and refuse to sign without one."
            );
        }
    }
}

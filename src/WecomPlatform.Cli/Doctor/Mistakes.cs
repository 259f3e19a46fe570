namespace WecomPlatform.Cli.Doctor;

/// <summary>The ten mistakes that users of WeCom's JS-SDK make most often, as the trackers of its SDKs show, by the codes that doctor finds them under.</summary>
internal static class Mistakes
{
    public static IReadOnlyList<(string Text, string[] Codes)> All { get; } =
    [
        ("The caller's address is not on the app's IP list (企业可信IP)", ["ip_not_allowed"]),
        ("The secret is wrong, was reset, or is of a disabled app", ["secret_rejected", "agent_disabled"]),
        ("The secret, and so the token, is another app's of the same corp", ["secret_of_other_agent"]),
        ("The corp's ticket signs where the app's should, or the other way round", ["ticket_of_other_kind"]),
        ("The ticket has expired, or another server has fetched a newer one since", ["ticket_not_current"]),
        ("No ticket was there, and its absence was signed", ["ticket_empty"]),
        ("A ticket is fetched for each page, until WeCom refuses (45009)", ["rate_limited"]),
        ("Another page's url is signed: a single-page app has moved on since it was loaded", ["url_of_other_page"]),
        (
            "The url was changed on its way to the server: &amp;, http for https, escapes",
            ["html_escaped_ampersand", "url_scheme", "url_escaped"]
        ),
        ("The suite_ticket was never taken in, or is too old", ["suite_ticket_missing", "suite_ticket_old"]),
    ];

    /// <summary>The mistake's number, from 1; null when the code is of none of the ten.</summary>
    public static int? NumberOf(string? code)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Codes.Contains(code, StringComparer.Ordinal))
            {
                return i + 1;
            }
        }

        return null;
    }
}

using WecomPlatform.Credentials.Owners;

namespace WecomPlatform.Server.Problems;

/// <summary>Why a credential cannot be had, as the API tells it.</summary>
internal static class UnavailableProblem
{
    public static ApiProblem ToProblem(this Unavailable why) =>
        why.Reason switch
        {
            UnavailableReason.SecretRejected => Rejected(
                why,
                "secret_rejected",
                "WeCom does not take the app's secret: it is wrong, was reset, or the app is disabled. Put the right secret, or enable the app in WeCom's console."
            ),
            UnavailableReason.IpNotAllowed => Rejected(
                why,
                "ip_not_allowed",
                "The platform's address is not on the app's list of trusted IPs (企业可信IP). Add it in WeCom's console; it takes a minute to have effect."
            ),
            UnavailableReason.CorpRejected => Rejected(why, "corp_rejected", "WeCom does not know this corpid."),
            UnavailableReason.Refused => Rejected(why, "upstream_refused", "WeCom refuses."),
            UnavailableReason.AuthorizationCancelled => Problem.AuthorizationCancelled(),
            UnavailableReason.LoginTicketNotConfigured => new ApiProblem(
                409,
                "suite_ticket_not_configured",
                "Where the ticket of login suites is fetched is not configured: no public document confirms it. Set Wecom:LoginTicket:Path."
            ),
            UnavailableReason.SuiteTicketMissing => Later(
                503,
                why,
                "suite_ticket_missing",
                "WeCom has not pushed the suite's suite_ticket, or it is too old."
            ),
            UnavailableReason.AppUnknown => Problem.AgentUnknown(),
            UnavailableReason.BudgetExhausted => Later(
                429,
                why,
                "rate_limited",
                "WeCom allows 100 ticket calls an hour for one app and 400 for one corp, and they are used up."
            ),
            UnavailableReason.SecretProbePaused => Later(
                503,
                why,
                "secret_probe_paused",
                "Too many wrong secrets were tried lately; trying on would get the platform's address banned by WeCom."
            ),
            UnavailableReason.StoreUnavailable => Problem.StoreUnavailable(),
            UnavailableReason.UpstreamLimited => Later(503, why, "upstream_unavailable", "WeCom limits the calls of this app."),
            UnavailableReason.UpstreamUnavailable => Later(
                503,
                why,
                "upstream_unavailable",
                "WeCom cannot be reached or cannot answer now."
            ),
            UnavailableReason.StillRejected => Later(503, why, "still_rejected", "There is no newer value than the one reported dead yet."),
            _ => Later(503, why, "ticket_unavailable", "The ticket is being fetched. Try again."),
        };

    private static ApiProblem Rejected(Unavailable why, string code, string text) => new(422, code, Join(text, why));

    private static ApiProblem Later(int status, Unavailable why, string code, string text) =>
        new(status, code, Join(text, why)) { RetryAfter = why.RetryIn > TimeSpan.Zero ? why.RetryIn : TimeSpan.FromSeconds(1) };

    private static string Join(string text, Unavailable why) => why.Detail is null ? text : $"{text} {why.Detail}";
}

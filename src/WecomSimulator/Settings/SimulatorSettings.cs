using WecomSimulator.Tickets;

namespace WecomSimulator.Settings;

/// <summary>What can be changed while it runs; each default is what WeCom is known, or most likely, to do.</summary>
internal sealed record SimulatorSettings
{
    /// <summary>Life of tokens and tickets issued from now on, in seconds (wecom-api.md §1, §2).</summary>
    public int ExpiresIn { get; init; } = 7200;

    /// <summary>A fetch within validity returns the same value with less life; otherwise a new one beside the old (§1, §13.2).</summary>
    public bool SameTokenWithinValidity { get; init; } = true;

    /// <summary>Leave out errcode and errmsg on success, as WeCom's older calls do (§0.1).</summary>
    public bool OmitErrcodeOnSuccess { get; init; }

    /// <summary>Off: no limit, ban or concurrency rule is applied.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>Both kinds of ticket share one app's hourly counter; otherwise each has its own (§3: not documented, shared is safe).</summary>
    public bool SharedTicketLimit { get; init; } = true;

    /// <summary>Ticket fetches an hour for one app (§2, §11).</summary>
    public int TicketsPerAppHour { get; init; } = 100;

    /// <summary>Ticket fetches an hour for one corp, over its apps and both kinds (§2, §11).</summary>
    public int TicketsPerCorpHour { get; init; } = 400;

    /// <summary>Calls a minute for one corp and one path (§11).</summary>
    public int CorpCallsPerMinute { get; init; } = 10_000;

    /// <summary>Calls a minute for one IP and one path (§11).</summary>
    public int IpCallsPerMinute { get; init; } = 20_000;

    /// <summary>Calls of one corp and one path at the same time (§1: one user met 45033 above 400).</summary>
    public int ConcurrencyLimit { get; init; } = 400;

    /// <summary>Wrong-secret calls within an hour that get an IP banned from gettoken for an hour (§1).</summary>
    public int WrongSecretLimit { get; init; } = 2000;

    /// <summary>Calls a minute for one IP and one path by a provider's suites and their apps (§11).</summary>
    public int ProviderIpCallsPerMinute { get; init; } = 40_000;

    /// <summary>How often suite_tickets are pushed, in seconds (§5.1).</summary>
    public int SuiteTicketPeriodSeconds { get; init; } = 600;

    /// <summary>Life of a suite_ticket, in seconds (§5.1).</summary>
    public int SuiteTicketExpiresIn { get; init; } = 1800;

    /// <summary>Only the newest suite_ticket is good, as §5.1 asks of its users; otherwise every one that still lives.</summary>
    public bool NewestSuiteTicketOnly { get; init; }

    /// <summary>An expired suite_access_token is answered 40082 in place of 42009 (§13.9: both are told of).</summary>
    public bool ExpiredSuiteTokenIs40082 { get; init; }

    /// <summary>Life of a pre_auth_code, in seconds (§5.3).</summary>
    public int PreAuthCodeExpiresIn { get; init; } = 1200;

    /// <summary>Life of an auth_code, in seconds (§5.5, §6.1).</summary>
    public int AuthCodeExpiresIn { get; init; } = 600;

    /// <summary>Life of a login's code, in seconds (§6.2); Juzi's has the same.</summary>
    public int LoginCodeExpiresIn { get; init; } = 300;

    /// <summary>How long a callback may take before it is dropped and sent again, in milliseconds (§7.2).</summary>
    public int CallbackTimeoutMs { get; init; } = 5000;

    /// <summary>Callbacks answered with another status than 200 are sent again, as older documents say; the current one knows only silence (§7.2, §13.5).</summary>
    public bool RetryRefusedCallbacks { get; init; }

    /// <summary>Which of the candidates gives out a login suite's jsapi_ticket (§4: not confirmed).</summary>
    public LoginTicketEndpoint LoginTicketEndpoint { get; init; }

    /// <summary>Delay before every answer of /cgi-bin, in milliseconds. The call was judged when it arrived.</summary>
    public int LatencyMs { get; init; }
}

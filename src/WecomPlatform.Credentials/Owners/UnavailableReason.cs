namespace WecomPlatform.Credentials.Owners;

/// <summary>Why a credential cannot be had. The values are stored: never renumber them.</summary>
public enum UnavailableReason
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>WeCom did not answer in time, answered nonsense, or said it is busy (−1).</summary>
    UpstreamUnavailable = 1,

    /// <summary>WeCom limits the calls (45009, 45033); its window is waited out.</summary>
    UpstreamLimited = 2,

    /// <summary>The app's secret is wrong, was reset, or the app is disabled (40001, 40091).</summary>
    SecretRejected = 3,

    /// <summary>The address WeCom saw is not on the app's list of trusted IPs (60020).</summary>
    IpNotAllowed = 4,

    /// <summary>WeCom does not know the corpid (40013).</summary>
    CorpRejected = 5,

    /// <summary>WeCom refuses for another reason that a repetition does not change.</summary>
    Refused = 6,

    /// <summary>The platform's own budget for this app or corp is used up (100 an hour per app, 400 per corp).</summary>
    BudgetExhausted = 7,

    /// <summary>Too many secrets were wrong lately; unproven ones wait, so that WeCom does not ban the address.</summary>
    SecretProbePaused = 8,

    /// <summary>WeCom returned the very value that was reported dead.</summary>
    StillRejected = 9,

    /// <summary>The database does not answer.</summary>
    StoreUnavailable = 10,

    /// <summary>Another node is fetching and did not finish in time.</summary>
    Busy = 11,

    /// <summary>The app is not registered (any more).</summary>
    AppUnknown = 12,

    /// <summary>The corp has cancelled the suite's authorization, or never gave it (40084, 48004).</summary>
    AuthorizationCancelled = 13,

    /// <summary>WeCom has not pushed a suite_ticket yet, or the last one is too old (40085); the next push is waited for.</summary>
    SuiteTicketMissing = 14,

    /// <summary>Where a login suite's ticket comes from is not configured.</summary>
    LoginTicketNotConfigured = 15,
}

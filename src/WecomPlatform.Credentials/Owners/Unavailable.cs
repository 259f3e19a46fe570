namespace WecomPlatform.Credentials.Owners;

/// <summary>A credential cannot be had now: why, and when it is worth asking again. Holds no secret.</summary>
/// <param name="Reason">Why.</param>
/// <param name="RetryIn">How long to wait before asking again; zero or more.</param>
/// <param name="UpstreamCode">WeCom's errcode, when it gave one.</param>
/// <param name="Detail">What helps the operator, e.g. the IP that WeCom saw. Never a secret.</param>
public sealed record Unavailable(UnavailableReason Reason, TimeSpan RetryIn, int? UpstreamCode = null, string? Detail = null)
{
    /// <summary>Whether there was no connection to send the attempt by, so that WeCom never saw it and it counts against no budget.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Whether WeCom gave a definite no about the secret, the authorization, the address or the ids, as opposed to trouble that passes by itself.</summary>
    public bool IsRefusal =>
        Reason
            is UnavailableReason.SecretRejected
                or UnavailableReason.IpNotAllowed
                or UnavailableReason.CorpRejected
                or UnavailableReason.Refused
                or UnavailableReason.AuthorizationCancelled
                or UnavailableReason.LoginTicketNotConfigured;

    /// <summary>Whether it is this app that is broken, so that another app of the corp may be better off; not WeCom, the corp or the database.</summary>
    public bool IsOfTheApp =>
        Reason
            is UnavailableReason.SecretRejected
                or UnavailableReason.SecretProbePaused
                or UnavailableReason.IpNotAllowed
                or UnavailableReason.Refused
                or UnavailableReason.AuthorizationCancelled
                or UnavailableReason.AppUnknown
                or UnavailableReason.SuiteTicketMissing;
}

using WecomPlatform.Credentials.Owners;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>What WeCom's errors mean to whoever wants a credential.</summary>
public static class Unavailability
{
    // WeCom blocks for the window that was exceeded (OD 90312): 60 minutes for the hourly ticket limits, a minute for the rest.
    private static readonly TimeSpan TicketWindow = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan MinuteWindow = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConcurrencyWait = TimeSpan.FromSeconds(5);

    /// <summary>Turns an error into a reason, with the least wait that WeCom's rules ask for.</summary>
    public static Unavailable Of(WecomError error, bool isTicket)
    {
        var (reason, wait) = error.Reaction switch
        {
            WecomReaction.RejectSecret => (UnavailableReason.SecretRejected, TimeSpan.Zero),
            WecomReaction.AllowIp => (UnavailableReason.IpNotAllowed, TimeSpan.Zero),
            WecomReaction.SuspendAuthorization => (UnavailableReason.AuthorizationCancelled, TimeSpan.Zero),
            WecomReaction.AwaitSuiteTicket => (UnavailableReason.SuiteTicketMissing, TimeSpan.Zero),
            WecomReaction.CorrectCorp => (UnavailableReason.CorpRejected, TimeSpan.Zero),
            WecomReaction.WaitOutLimit when error.Code == WecomErrorCode.ConcurrencyLimit => (
                UnavailableReason.UpstreamLimited,
                ConcurrencyWait
            ),
            WecomReaction.WaitOutLimit => (UnavailableReason.UpstreamLimited, isTicket ? TicketWindow : MinuteWindow),
            WecomReaction.Backoff or WecomReaction.RefreshToken => (UnavailableReason.UpstreamUnavailable, TimeSpan.Zero),
            _ => (UnavailableReason.Refused, TimeSpan.Zero),
        };
        return new Unavailable(reason, wait, error.Code, error.SeenIp is { } ip ? $"WeCom saw the address {ip}." : Plain(error))
        {
            IsUnsent = error.IsUnsent,
        };
    }

    private static string Plain(WecomError error) => error.Code is null ? error.Message : $"WeCom answered {error.Code}.";
}

using System.Text.RegularExpressions;

namespace WecomPlatform.Wecom.Errors;

/// <summary>WeCom refused, or did not answer.</summary>
/// <param name="Code">WeCom's errcode; null when there was no readable answer.</param>
/// <param name="Message">WeCom's errmsg, or what went wrong on the way. Holds no secret: WeCom does not echo them, and the platform's own texts name hosts only.</param>
public sealed partial record WecomError(int? Code, string Message)
{
    /// <summary>Whether the request certainly never reached WeCom: what it would have done was not done.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>What to do about it (table of OD 90313).</summary>
    public WecomReaction Reaction =>
        Code switch
        {
            null or WecomErrorCode.SystemBusy => WecomReaction.Backoff,
            WecomErrorCode.InvalidSecret or WecomErrorCode.SecretOfOtherCorp or WecomErrorCode.InvalidSuiteSecret =>
                WecomReaction.RejectSecret,
            WecomErrorCode.InvalidCorpId => WecomReaction.CorrectCorp,
            WecomErrorCode.InvalidAccessToken
            or WecomErrorCode.AccessTokenExpired
            or WecomErrorCode.InvalidSuiteToken
            or WecomErrorCode.SuiteTokenExpired => WecomReaction.RefreshToken,
            WecomErrorCode.InvalidPermanentCode or WecomErrorCode.NoAuthorization => WecomReaction.SuspendAuthorization,
            WecomErrorCode.InvalidSuiteTicket => WecomReaction.AwaitSuiteTicket,
            WecomErrorCode.FrequencyLimit or WecomErrorCode.ConcurrencyLimit => WecomReaction.WaitOutLimit,
            WecomErrorCode.IpNotAllowed => WecomReaction.AllowIp,
            _ => WecomReaction.Refuse,
        };

    /// <summary>The caller's address as WeCom saw it (<c>from ip: …</c> in errmsg); null when it did not say.</summary>
    public string? SeenIp => FromIp().Match(Message) is { Success: true } match ? match.Groups["ip"].Value : null;

    [GeneratedRegex(@"from ip: (?<ip>[0-9a-fA-F.:]{3,45})", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FromIp();
}

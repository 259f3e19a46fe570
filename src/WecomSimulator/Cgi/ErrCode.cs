namespace WecomSimulator.Cgi;

/// <summary>WeCom's error codes as far as they are imitated (wecom-api.md §9).</summary>
internal static class ErrCode
{
    public const int Ok = 0;
    public const int Busy = -1;
    public const int WrongSecret = 40001;
    public const int WrongCorpId = 40013;
    public const int WrongAccessToken = 40014;

    /// <summary>Not in the fact sheet: from WeCom's global list (OD 90313), 不合法的agentid.</summary>
    public const int WrongAgentId = 40056;

    /// <summary>A guess: what WeCom answers on a path it does not have is not documented.</summary>
    public const int UnknownPath = 40066;
    public const int SecretOfOtherCorp = 40091;
    public const int AccessTokenMissing = 41001;
    public const int CorpIdMissing = 41002;
    public const int SecretMissing = 41004;

    /// <summary>Not in the fact sheet: from WeCom's global list (OD 90313), 缺少agentid.</summary>
    public const int AgentIdMissing = 41011;
    public const int AccessTokenExpired = 42001;
    public const int TooManyCalls = 45009;
    public const int TooManyAtOnce = 45033;
    public const int IpNotAllowed = 60020;
    public const int WrongTicketType = 91040;
    public const int AgentNotAllowed = 301002;

    /// <summary>The texts seen on the live service stand in §0.1; the others are plausible only.</summary>
    public static string Text(int errcode) =>
        errcode switch
        {
            Busy => "system busy",
            WrongSecret => "invalid credential",
            WrongCorpId => "invalid corpid",
            WrongAccessToken => "invalid access_token",
            WrongAgentId => "invalid agentid",
            UnknownPath => "invalid url",
            SecretOfOtherCorp => "secret is invalid",
            AccessTokenMissing => "access_token missing",
            CorpIdMissing => "corpid missing",
            SecretMissing => "corpsecret missing",
            AgentIdMissing => "agentid missing",
            AccessTokenExpired => "access_token expired",
            TooManyCalls => "api freq out of limit",
            TooManyAtOnce => "api concurrent out of limit",
            IpNotAllowed => "not allow to access from your ip",
            WrongTicketType => "invalid ticket type",
            AgentNotAllowed => "not allow operate agent",
            _ => "error",
        };
}

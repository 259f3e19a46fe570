namespace WecomSimulator.Cgi;

/// <summary>WeCom's error codes as far as they are imitated (wecom-api.md §9).</summary>
internal static class ErrCode
{
    public const int Ok = 0;
    public const int Busy = -1;
    public const int WrongSecret = 40001;
    public const int WrongCorpId = 40013;
    public const int WrongAccessToken = 40014;
    public const int WrongLoginCode = 40029;

    /// <summary>Not in the fact sheet: from WeCom's global list (OD 90313), 不合法的agentid.</summary>
    public const int WrongAgentId = 40056;
    public const int WrongParameter = 40058;

    /// <summary>A guess: what WeCom answers on a path it does not have is not documented.</summary>
    public const int UnknownPath = 40066;

    /// <summary>Not in the fact sheet: from WeCom's global list (OD 90313), 不合法的pre_auth_code参数.</summary>
    public const int WrongPreAuthCode = 40077;
    public const int WrongAuthCode = 40078;
    public const int WrongSuiteSecret = 40080;
    public const int WrongSuiteToken = 40082;
    public const int WrongSuiteId = 40083;
    public const int WrongPermanentCode = 40084;
    public const int WrongSuiteTicket = 40085;
    public const int SecretOfOtherCorp = 40091;
    public const int AccessTokenMissing = 41001;
    public const int CorpIdMissing = 41002;
    public const int SecretMissing = 41004;
    public const int AuthCodeMissing = 41008;

    /// <summary>Not in the fact sheet: from WeCom's global list (OD 90313), 缺少agentid.</summary>
    public const int AgentIdMissing = 41011;
    public const int SuiteIdMissing = 41021;
    public const int SuiteTokenMissing = 41022;
    public const int SuiteTicketMissing = 41023;
    public const int SuiteSecretMissing = 41024;
    public const int PermanentCodeMissing = 41025;
    public const int AccessTokenExpired = 42001;
    public const int LoginCodeExpired = 42003;
    public const int PreAuthCodeExpired = 42007;
    public const int SuiteTokenExpired = 42009;
    public const int LoginCodeUsed = 42022;
    public const int TooManyCalls = 45009;
    public const int TooManyAtOnce = 45033;
    public const int BodyNotJson = 47001;
    public const int ApiNotAllowed = 48002;
    public const int NotAuthorized = 48004;
    public const int UntrustedRedirect = 50001;
    public const int MemberNotVisible = 50002;
    public const int AppDisabled = 50003;
    public const int IpNotAllowed = 60020;
    public const int UserTicketExpired = 84014;
    public const int WrongUserTicket = 84015;
    public const int WrongTicketType = 91040;
    public const int AgentNotAllowed = 301002;

    /// <summary>Juzi's own: 无效的授权码.</summary>
    public const int JuziInvalid = -1;

    /// <summary>Juzi's own: 授权码已过期.</summary>
    public const int JuziExpired = -2;

    /// <summary>Juzi's own: 未找到授权码.</summary>
    public const int JuziNotFound = -4;

    /// <summary>The texts seen on the live service stand in §0.1; the others are plausible only.</summary>
    public static string Text(int errcode) =>
        errcode switch
        {
            Busy => "system busy",
            WrongSecret => "invalid credential",
            WrongCorpId => "invalid corpid",
            WrongAccessToken => "invalid access_token",
            WrongLoginCode => "invalid code",
            WrongAgentId => "invalid agentid",
            UnknownPath => "invalid url",
            WrongParameter => "invalid Request Parameter",
            WrongPreAuthCode => "invalid pre_auth_code",
            WrongAuthCode => " invalid auth_code",
            WrongSuiteSecret => "invalid suite_secret",
            // Sic, with three c.
            WrongSuiteToken => "invalid suite_acccess_token or provider_access_token",
            WrongSuiteId => "invalid suite_id",
            WrongPermanentCode => "invalid permanent_code",
            WrongSuiteTicket => "invalid suite ticket",
            SecretOfOtherCorp => "secret is invalid",
            AccessTokenMissing => "access_token missing",
            CorpIdMissing => "corpid missing",
            SecretMissing => "corpsecret missing",
            AgentIdMissing => "agentid missing",
            AuthCodeMissing => "auth code missing",
            SuiteIdMissing => "suite_id missing",
            SuiteTokenMissing => "suite_access_token missing",
            SuiteTicketMissing => "suite_ticket missing",
            SuiteSecretMissing => "suite_secret missing",
            PermanentCodeMissing => "permanent code missing",
            AccessTokenExpired => "access_token expired",
            LoginCodeExpired => "code expired",
            LoginCodeUsed => "code been used",
            UntrustedRedirect => "redirect_url is not a trusted domain",
            MemberNotVisible => "member not in the visible range",
            AppDisabled => "app disabled",
            UserTicketExpired => "user_ticket expired",
            WrongUserTicket => "invalid user_ticket",
            PreAuthCodeExpired => "pre_auth_code expired",
            SuiteTokenExpired => "suite_access_token expired",
            TooManyCalls => "api freq out of limit",
            TooManyAtOnce => "api concurrent out of limit",
            BodyNotJson => "data format error",
            ApiNotAllowed => "api forbidden",
            NotAuthorized => "invalid authorization",
            IpNotAllowed => "not allow to access from your ip",
            WrongTicketType => "invalid ticket type",
            AgentNotAllowed => "not allow operate agent",
            _ => "error",
        };
}

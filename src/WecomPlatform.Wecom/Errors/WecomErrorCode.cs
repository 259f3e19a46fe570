namespace WecomPlatform.Wecom.Errors;

/// <summary>WeCom's global error codes (OD 90313) that the platform knows how to react to.</summary>
public static class WecomErrorCode
{
    /// <summary>系统繁忙: try again later, at most three times.</summary>
    public const int SystemBusy = -1;

    /// <summary>不合法的secret: wrong, reset, or the app is disabled. Repeating it gets the address banned.</summary>
    public const int InvalidSecret = 40001;

    /// <summary>不合法的CorpID.</summary>
    public const int InvalidCorpId = 40013;

    /// <summary>不合法的access_token: dead, damaged or of another family.</summary>
    public const int InvalidAccessToken = 40014;

    /// <summary>不合法的oauth_code: unknown, used up, or another app's.</summary>
    public const int InvalidLoginCode = 40029;

    /// <summary>不合法的auth_code: unknown or used up.</summary>
    public const int InvalidAuthCode = 40078;

    /// <summary>不合法的suite_secret.</summary>
    public const int InvalidSuiteSecret = 40080;

    /// <summary>不合法的suite_token: dead, or (get_corp_token) the suite has no authorization by that corp.</summary>
    public const int InvalidSuiteToken = 40082;

    /// <summary>不合法的suite_id.</summary>
    public const int InvalidSuiteId = 40083;

    /// <summary>不合法的permanent_code: wrong, another provider's, or the corp cancelled its authorization.</summary>
    public const int InvalidPermanentCode = 40084;

    /// <summary>suite_ticket不存在或失效.</summary>
    public const int InvalidSuiteTicket = 40085;

    /// <summary>secret不合法: it belongs to another corp.</summary>
    public const int SecretOfOtherCorp = 40091;

    /// <summary>access_token已过期.</summary>
    public const int AccessTokenExpired = 42001;

    /// <summary>oauth_code已过期.</summary>
    public const int LoginCodeExpired = 42003;

    /// <summary>suite_access_token已过期.</summary>
    public const int SuiteTokenExpired = 42009;

    /// <summary>oauth_code已使用.</summary>
    public const int LoginCodeUsed = 42022;

    /// <summary>接口调用超过限制.</summary>
    public const int FrequencyLimit = 45009;

    /// <summary>接口并发调用超过限制.</summary>
    public const int ConcurrencyLimit = 45033;

    /// <summary>授权关系无效: there is no authorization, or the corp cancelled it.</summary>
    public const int NoAuthorization = 48004;

    /// <summary>不安全的访问IP: the caller's address is not on the app's list (企业可信IP); a change of it takes a minute.</summary>
    public const int IpNotAllowed = 60020;

    /// <summary>无权限操作指定的应用: the token is another app's.</summary>
    public const int AgentNotPermitted = 301002;
}

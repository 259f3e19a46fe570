namespace WecomSimulator.Login;

/// <summary>Who may exchange a login code, and with which token.</summary>
internal enum LoginKind
{
    /// <summary>A third-party app in the client: getuserinfo3rd (wecom-api.md §6.2, §6.3).</summary>
    SuiteOAuth,

    /// <summary>A login suite on the web: getuserinfo3rd (§6.6).</summary>
    SuiteWeb,

    /// <summary>A corp's own app, in the client or on the web: auth/getuserinfo (§6.5, §6.6, §6.7).</summary>
    App,

    /// <summary>The provider's own site: get_login_info (§6.7).</summary>
    Provider,

    /// <summary>Juzi's: getUserInfo.</summary>
    Juzi,
}

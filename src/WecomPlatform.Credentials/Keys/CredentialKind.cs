namespace WecomPlatform.Credentials.Keys;

/// <summary>What a credential is. The values are stored: never renumber them.</summary>
public enum CredentialKind
{
    /// <summary>No kind: a key that was never set.</summary>
    None = 0,

    /// <summary>An app's access_token: by its secret (OD 91039), or by the corp's authorization of a suite (get_corp_token, OD 90605).</summary>
    AccessToken = 1,

    /// <summary>The corp's jsapi_ticket (get_jsapi_ticket), fetched with one app's token (OD 90506).</summary>
    CorpTicket = 2,

    /// <summary>The app's own jsapi_ticket (ticket/get?type=agent_config, OD 90506).</summary>
    AgentTicket = 3,

    /// <summary>A suite's suite_ticket: pushed by WeCom every 10 min, good for 30 (OD 90628); nobody can fetch it.</summary>
    SuiteTicket = 4,

    /// <summary>A suite's suite_access_token (get_suite_token, OD 90600).</summary>
    SuiteAccessToken = 5,

    /// <summary>A login suite's jsapi_ticket (登录授权, for getSuiteConfigSignature; OD 100328).</summary>
    SuiteLoginTicket = 6,

    /// <summary>A service provider's provider_access_token (get_provider_token, OD 91200).</summary>
    ProviderAccessToken = 7,
}

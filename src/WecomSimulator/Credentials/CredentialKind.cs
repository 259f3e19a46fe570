namespace WecomSimulator.Credentials;

/// <summary>The families of values that WeCom gives out and that die by themselves (wecom-api.md §0.2, §2 to §5).</summary>
internal enum CredentialKind
{
    AccessToken,
    CorpTicket,
    AgentTicket,

    /// <summary>Pushed to a suite (§5.1).</summary>
    SuiteTicket,

    /// <summary>suite_access_token (§5.2).</summary>
    SuiteToken,

    /// <summary>provider_access_token (§5.10).</summary>
    ProviderToken,

    /// <summary>The jsapi_ticket of a login suite (§4).</summary>
    LoginTicket,
    PreAuthCode,
    AuthCode,
}

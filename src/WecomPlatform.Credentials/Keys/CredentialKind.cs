namespace WecomPlatform.Credentials.Keys;

/// <summary>What a credential is. The values are stored: never renumber them.</summary>
public enum CredentialKind
{
    /// <summary>No kind: a key that was never set.</summary>
    None = 0,

    /// <summary>An app's access_token (OD 91039).</summary>
    AccessToken = 1,

    /// <summary>The corp's jsapi_ticket (get_jsapi_ticket), fetched with one app's token (OD 90506).</summary>
    CorpTicket = 2,

    /// <summary>The app's own jsapi_ticket (ticket/get?type=agent_config, OD 90506).</summary>
    AgentTicket = 3,
}

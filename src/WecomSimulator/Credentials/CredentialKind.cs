namespace WecomSimulator.Credentials;

/// <summary>The families of values a self-built app fetches (wecom-api.md §0.2, §2, §3).</summary>
internal enum CredentialKind
{
    AccessToken,
    CorpTicket,
    AgentTicket,
}

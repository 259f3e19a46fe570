namespace WecomSimulator.Credentials;

/// <summary>
/// Whose value it is. A corp ticket, too, is kept per app: which app's token fetched it decides the value here. WeCom may give
/// all apps of a corp one ticket; telling them apart is the stricter model, since a crossed answer then shows.
/// </summary>
internal readonly record struct CredentialOwnerKey(CredentialKind Kind, string? CorpId, long? AgentId, string? SuiteId = null)
{
    public static CredentialOwnerKey OfSuite(CredentialKind kind, string suiteId) => new(kind, null, null, suiteId);
}

using WecomSimulator.Control;

namespace WecomSimulator.Credentials;

/// <summary>
/// What to kill early, as WeCom may "for operational reasons" (wecom-api.md §1): one value, or all that is valid of a
/// corp or a suite, narrowed by app and kind.
/// </summary>
internal sealed record RevokeBody(
    string? CorpId = null,
    long? AgentId = null,
    CredentialKind? Kind = null,
    string? Value = null,
    string? SuiteId = null
)
{
    public void Check()
    {
        if ((Value is null) == (CorpId is null && SuiteId is null))
        {
            throw SimProblem.BadBody("either value, or corpId and suiteId, say what to revoke");
        }
    }

    public bool Matches(Credential credential) =>
        Value is not null
            ? credential.Value == Value
            : (CorpId is null || credential.Owner.CorpId == CorpId)
                && (SuiteId is null || credential.Owner.SuiteId == SuiteId)
                && (AgentId is null || credential.Owner.AgentId == AgentId)
                && (Kind is null || credential.Owner.Kind == Kind);
}

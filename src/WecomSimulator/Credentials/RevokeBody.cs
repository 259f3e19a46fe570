using WecomSimulator.Control;

namespace WecomSimulator.Credentials;

/// <summary>
/// What to kill early, as WeCom may "for operational reasons" (wecom-api.md §1): one value, or all that is valid of a corp,
/// narrowed by app and kind.
/// </summary>
internal sealed record RevokeBody(string? CorpId = null, long? AgentId = null, CredentialKind? Kind = null, string? Value = null)
{
    public void Check()
    {
        if ((Value is null) == (CorpId is null))
        {
            throw SimProblem.BadBody("either value or corpId says what to revoke");
        }
    }

    public bool Matches(Credential credential) =>
        Value is not null
            ? credential.Value == Value
            : credential.Owner.CorpId == CorpId
                && (AgentId is null || credential.Owner.AgentId == AgentId)
                && (Kind is null || credential.Owner.Kind == Kind);
}

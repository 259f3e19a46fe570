using WecomSimulator.Credentials;

namespace WecomSimulator.State;

internal sealed record SavedCredential(
    CredentialKind Kind,
    string CorpId,
    long AgentId,
    string Value,
    DateTimeOffset ExpiresAt,
    bool Revoked
)
{
    public static SavedCredential Of(Credential credential) =>
        new(
            credential.Owner.Kind,
            credential.Owner.CorpId,
            credential.Owner.AgentId,
            credential.Value,
            credential.ExpiresAt,
            credential.Revoked
        );

    public Credential ToCredential() => new(new CredentialOwnerKey(Kind, CorpId, AgentId), Value, ExpiresAt) { Revoked = Revoked };
}

using WecomSimulator.Credentials;

namespace WecomSimulator.State;

/// <summary>A value as it is kept. Files of older versions do not say when it was issued and revoked.</summary>
internal sealed record SavedCredential(
    CredentialKind Kind,
    string Value,
    DateTimeOffset ExpiresAt,
    bool Revoked,
    string? CorpId = null,
    long? AgentId = null,
    DateTimeOffset? IssuedAt = null,
    DateTimeOffset? RevokedAt = null,
    string? SuiteId = null
)
{
    public static SavedCredential Of(Credential credential) =>
        new(
            credential.Owner.Kind,
            credential.Value,
            credential.ExpiresAt,
            credential.Revoked,
            credential.Owner.CorpId,
            credential.Owner.AgentId,
            credential.IssuedAt,
            credential.RevokedAt,
            credential.Owner.SuiteId
        );

    public Credential ToCredential() =>
        new(new CredentialOwnerKey(Kind, CorpId, AgentId, SuiteId), Value, IssuedAt ?? DateTimeOffset.UnixEpoch, ExpiresAt)
        {
            RevokedAt = RevokedAt ?? (Revoked ? DateTimeOffset.UnixEpoch : null),
        };
}

namespace WecomSimulator.Credentials;

/// <summary>One issued token or ticket; it is valid until its own end unless it is revoked.</summary>
internal sealed record Credential(CredentialOwnerKey Owner, string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>When it was killed; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public bool Revoked => RevokedAt is not null;

    public bool IsValid(DateTimeOffset now) => !Revoked && now < ExpiresAt;

    /// <summary>What is left, in whole seconds, never more than there is.</summary>
    public long ExpiresIn(DateTimeOffset now) => (long)Math.Floor((ExpiresAt - now).TotalSeconds);
}

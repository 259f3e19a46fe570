using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Credentials.Source;

/// <summary>The registered apps, as fetching sees them.</summary>
public interface IAppAccounts
{
    /// <summary>Reads the app that a credential belongs to, always afresh: an old secret must not be tried twice.</summary>
    /// <returns>The app; null when it is not registered.</returns>
    ValueTask<AppAccount?> FindAsync(CredentialKey key, CancellationToken ct);

    /// <summary>Notes that WeCom took this secret. Does nothing when the secret was changed meanwhile.</summary>
    ValueTask MarkProvenAsync(CredentialKey key, Secrets.Secret secret, CancellationToken ct);
}

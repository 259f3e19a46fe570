using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Source;

/// <summary>The registered suites, providers and corps' authorizations, as fetching sees them. Always read afresh.</summary>
public interface ISuiteAccounts
{
    /// <summary>Reads the suite that a credential belongs to.</summary>
    /// <returns>The suite; null when it is not registered.</returns>
    ValueTask<AppAccount?> FindSuiteAsync(CredentialKey key, CancellationToken ct);

    /// <summary>Reads the provider that a credential belongs to.</summary>
    /// <returns>The provider; null when it is not registered.</returns>
    ValueTask<AppAccount?> FindProviderAsync(CredentialKey key, CancellationToken ct);

    /// <summary>Reads a corp's authorization of the suite that a credential belongs to; its secret is the permanent code.</summary>
    /// <returns>The authorization; null when there is none, or it was cancelled.</returns>
    ValueTask<AppAccount?> FindAuthorizationAsync(CredentialKey key, CancellationToken ct);

    /// <summary>Notes that WeCom took this suite's secret. Does nothing when the secret was changed meanwhile.</summary>
    ValueTask MarkSuiteProvenAsync(CredentialKey key, Secret secret, CancellationToken ct);
}

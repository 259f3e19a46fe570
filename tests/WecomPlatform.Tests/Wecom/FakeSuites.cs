using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Wecom;

/// <summary>One suite, one provider, one corp's authorization, as the test says.</summary>
public sealed class FakeSuites : ISuiteAccounts
{
    public AppAccount? Suite { get; set; }

    public AppAccount? Provider { get; set; }

    public AppAccount? Authorization { get; set; }

    public Secret? Proven { get; private set; }

    public ValueTask<AppAccount?> FindSuiteAsync(CredentialKey key, CancellationToken ct) => ValueTask.FromResult(Suite);

    public ValueTask<AppAccount?> FindProviderAsync(CredentialKey key, CancellationToken ct) => ValueTask.FromResult(Provider);

    public ValueTask<AppAccount?> FindAuthorizationAsync(CredentialKey key, CancellationToken ct) => ValueTask.FromResult(Authorization);

    public ValueTask MarkSuiteProvenAsync(CredentialKey key, Secret secret, CancellationToken ct)
    {
        Proven = secret;
        return ValueTask.CompletedTask;
    }
}

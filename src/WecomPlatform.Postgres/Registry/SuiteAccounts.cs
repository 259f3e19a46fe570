using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The suites, providers and authorizations as fetching sees them.</summary>
public sealed class SuiteAccounts(SuiteStore suites, ProviderStore providers, AuthorizationStore authorizations) : ISuiteAccounts
{
    /// <inheritdoc />
    public async ValueTask<AppAccount?> FindSuiteAsync(CredentialKey key, CancellationToken ct) =>
        Account(await suites.FindSecretAsync(key.Tenant, key.App.Suite!.Value, ct));

    /// <inheritdoc />
    public async ValueTask<AppAccount?> FindProviderAsync(CredentialKey key, CancellationToken ct) =>
        Account(await providers.FindSecretAsync(key.Tenant, key.Corp, ct));

    /// <inheritdoc />
    public async ValueTask<AppAccount?> FindAuthorizationAsync(CredentialKey key, CancellationToken ct) =>
        Account(await authorizations.FindCodeAsync(key.Tenant, key.App.Suite!.Value, key.Corp, ct));

    /// <inheritdoc />
    public async ValueTask MarkSuiteProvenAsync(CredentialKey key, Secret secret, CancellationToken ct) =>
        await suites.MarkProvenAsync(key.Tenant, key.App.Suite!.Value, secret, ct);

    private static AppAccount? Account(StoredSecret? stored) =>
        stored is null ? null : new AppAccount(stored.Secret, stored.IsProven, stored.EgressProxy);
}

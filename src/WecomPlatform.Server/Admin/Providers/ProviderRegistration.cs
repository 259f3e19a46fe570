using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Server.Admin.Providers;

/// <summary>Registers service providers: a secret is stored only after WeCom took it.</summary>
internal sealed class ProviderRegistration(ProviderStore providers, SecretCheck check, ICredentialOwners owners)
{
    /// <summary>Creates or replaces a tenant's provider.</summary>
    /// <returns>Null when it is registered.</returns>
    public async Task<ApiProblem?> PutAsync(ProviderRecord provider, Secret? given, CancellationToken ct)
    {
        var stored = await providers.FindSecretAsync(provider.Tenant, provider.Corp, ct);
        if ((given ?? stored?.Secret) is not { } secret)
        {
            return Problem.BodyInvalid("A new provider needs its secret.");
        }

        if (stored?.Secret.Equals(secret) is true)
        {
            return await StoreAsync(provider, secret, ct);
        }

        var verdict = await check.OfProviderAsync(provider.Tenant, provider.Corp, secret, provider.EgressProxy, ct);
        if ((verdict.Why?.ToProblem() ?? await StoreAsync(provider, secret, ct)) is { } problem)
        {
            return problem;
        }

        await owners.PushAsync(CredentialKey.ProviderAccessToken(provider.Tenant, provider.Corp), verdict.Token!, ct);
        return null;
    }

    private async Task<ApiProblem?> StoreAsync(ProviderRecord provider, Secret secret, CancellationToken ct) =>
        await providers.PutAsync(provider, secret, ct) ? null : Problem.TenantUnknown();
}

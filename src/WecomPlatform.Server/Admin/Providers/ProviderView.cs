using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Providers;

/// <summary>A service provider as the admin API shows it; never its secret.</summary>
internal sealed record ProviderView(string CorpId, string? EgressProxy, DateTimeOffset UpdatedAt)
{
    public static ProviderView Of(ProviderRecord provider) =>
        new(provider.Corp.Value, provider.EgressProxy?.OriginalString, provider.UpdatedAt);
}

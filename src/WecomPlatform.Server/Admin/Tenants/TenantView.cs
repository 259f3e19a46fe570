using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Tenants;

/// <summary>A tenant as the admin API shows it.</summary>
internal sealed record TenantView(string Id, string Name, bool Enabled, DateTimeOffset CreatedAt)
{
    public static TenantView Of(TenantRecord tenant) => new(tenant.Id.Value, tenant.Name, tenant.Enabled, tenant.CreatedAt);
}

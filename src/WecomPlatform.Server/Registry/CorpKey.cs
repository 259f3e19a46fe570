using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Server.Registry;

/// <summary>A corp of a tenant.</summary>
internal readonly record struct CorpKey(TenantId Tenant, CorpId Corp)
{
    /// <summary>Of the corp alone: few tenants share one.</summary>
    public override int GetHashCode() => Corp.GetHashCode();
}

using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Tests.Keys;

/// <summary>Ids and keys that tests need but do not care about.</summary>
internal static class Some
{
    public static readonly TenantId Tenant = TenantId.Parse("acme");
    public static readonly CorpId Corp = CorpId.Parse("ww0123456789abcdef");
    public static readonly AgentId Agent = AgentId.Create(1000002);
    public static readonly SuiteId Suite = SuiteId.Parse("ww9876543210fedcba");
    public static readonly CredentialKey Token = CredentialKey.AccessToken(Tenant, Corp, Agent);
    public static readonly CredentialKey CorpTicket = CredentialKey.CorpTicket(Tenant, Corp, Agent);
    public static readonly CredentialKey AgentTicket = CredentialKey.AgentTicket(Tenant, Corp, Agent);
}

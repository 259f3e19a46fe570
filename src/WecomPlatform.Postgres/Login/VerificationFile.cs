using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>A file by which WeCom's console learns that a domain (可信域名) is in good hands.</summary>
/// <param name="Tenant">Whose app asks for it.</param>
/// <param name="Host">The domain, lower case.</param>
/// <param name="Name">Its name, <c>WW_verify_….txt</c>.</param>
/// <param name="Content">What stands in it.</param>
public sealed record VerificationFile(TenantId Tenant, string Host, string Name, string Content);

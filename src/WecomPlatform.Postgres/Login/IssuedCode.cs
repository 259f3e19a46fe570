using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Login;

/// <summary>A code that the platform gave to a browser, and what it stands for.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="KeyId">The API key that may exchange it.</param>
/// <param name="CodeChallenge">What its verifier must hash to; null when the SaaS gave none.</param>
/// <param name="Identity">Who logged in, as JSON: personal data, stored sealed.</param>
public sealed record IssuedCode(TenantId Tenant, string KeyId, string? CodeChallenge, Secret Identity);

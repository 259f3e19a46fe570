using System.Security.Cryptography;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>Names the exchange of one auth code, without the code.</summary>
/// <param name="Tenant">Whose suite.</param>
/// <param name="Suite">The suite.</param>
/// <param name="CodeHash">The SHA-256 hash of the auth code, in lowercase hex.</param>
public readonly record struct ExchangeId(TenantId Tenant, SuiteId Suite, string CodeHash)
{
    /// <summary>The exchange of this auth code.</summary>
    public static ExchangeId Of(TenantId tenant, SuiteId suite, Secret authCode)
    {
        ArgumentNullException.ThrowIfNull(authCode);
        return new ExchangeId(tenant, suite, Convert.ToHexStringLower(SHA256.HashData(authCode.Utf8)));
    }

    /// <summary>The suite and the hash's beginning: enough to find it in a log.</summary>
    public override string ToString() => $"{Tenant}/{Suite}/{CodeHash[..12]}";
}

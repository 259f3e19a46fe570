using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>An auth code that is to be exchanged.</summary>
/// <param name="Tenant">Whose suite.</param>
/// <param name="Suite">The suite.</param>
/// <param name="AuthCode">The auth code (临时授权码); good once, for 10 minutes.</param>
/// <param name="Purpose">What for.</param>
/// <param name="InstallState">The state that the installation began with.</param>
/// <param name="Corp">The corp, when it is known beforehand.</param>
/// <param name="EventAt">When, by WeCom's clock.</param>
/// <param name="IsKept">Whether the auth code is to be kept, sealed, while it is not used up: nobody else will bring it again.</param>
public sealed record NewExchange(
    TenantId Tenant,
    SuiteId Suite,
    Secret AuthCode,
    ExchangePurpose Purpose,
    string? InstallState,
    CorpId? Corp,
    DateTimeOffset EventAt,
    bool IsKept
)
{
    /// <summary>Which exchange it is.</summary>
    public ExchangeId Id { get; } = ExchangeId.Of(Tenant, Suite, AuthCode);
}

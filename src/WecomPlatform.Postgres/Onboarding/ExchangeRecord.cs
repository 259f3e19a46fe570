using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Onboarding;

/// <summary>The exchange of an auth code, as stored.</summary>
/// <param name="Id">Which.</param>
/// <param name="Purpose">What for.</param>
/// <param name="State">How it stands.</param>
/// <param name="InstallState">The state that the installation began with; null when there was none.</param>
/// <param name="EventAt">When, by WeCom's clock.</param>
/// <param name="Corp">The corp, once it is known.</param>
/// <param name="Agent">Its app, once it is known.</param>
/// <param name="Error">What went wrong, without secrets.</param>
/// <param name="IsTold">Whether the tenant was told of the state.</param>
/// <param name="CreatedAt">When the auth code came.</param>
public sealed record ExchangeRecord(
    ExchangeId Id,
    ExchangePurpose Purpose,
    ExchangeState State,
    string? InstallState,
    DateTimeOffset EventAt,
    CorpId? Corp,
    AgentId? Agent,
    string? Error,
    bool IsTold,
    DateTimeOffset CreatedAt
);

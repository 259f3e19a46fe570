using System.Text.Json;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.Authorizations;

/// <summary>A corp's authorization of a suite as the admin API shows it, or an exchange of an auth code whose outcome nobody knows; never a code.</summary>
internal sealed record AuthorizationView(
    string State,
    string? CorpId,
    string? CorpName,
    int? AgentId,
    string? Stage,
    bool? Closed,
    bool? Resetting,
    string? ExchangeId,
    string? InstallState,
    string? Error,
    DateTimeOffset EventAt,
    DateTimeOffset? UpdatedAt
)
{
    public static AuthorizationView Of(AuthorizationRecord authorization, bool isCustomized) =>
        new(
            JsonNamingPolicy.CamelCase.ConvertName(authorization.State.ToString()),
            authorization.Corp.Value,
            authorization.CorpName,
            authorization.Agent?.Value,
            isCustomized && authorization.State != AuthorizationState.Cancelled ? Stages.Of(authorization) : null,
            authorization.IsClosed,
            authorization.IsResetting ? true : null,
            null,
            null,
            null,
            authorization.EventAt,
            authorization.UpdatedAt
        );

    public static AuthorizationView Of(ExchangeRecord exchange) =>
        new(
            "exchange_uncertain",
            exchange.Corp?.Value,
            null,
            null,
            null,
            null,
            null,
            exchange.Id.CodeHash,
            exchange.InstallState,
            exchange.Error,
            exchange.EventAt,
            null
        );
}

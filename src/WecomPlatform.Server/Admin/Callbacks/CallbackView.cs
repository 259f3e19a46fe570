using System.Globalization;
using WecomPlatform.Postgres.Callbacks;

namespace WecomPlatform.Server.Admin.Callbacks;

/// <summary>An event that arrived, as the admin API shows it; never what was in it.</summary>
internal sealed record CallbackView(
    string Id,
    string Handle,
    string Type,
    string? SuiteId,
    string? CorpId,
    string? AgentId,
    DateTimeOffset EventAt,
    DateTimeOffset ReceivedAt,
    string Status,
    bool Forwarded,
    int Attempts,
    DateTimeOffset? NextAt,
    string? ErrorCode,
    string? Error
)
{
    public static CallbackView Of(CallbackReport report) =>
        new(
            report.Id.ToString(CultureInfo.InvariantCulture),
            report.Handle,
            report.Type,
            report.SuiteId,
            report.CorpId,
            report.AgentId,
            new DateTimeOffset(report.EventAt),
            new DateTimeOffset(report.ReceivedAt),
            report.Status,
            report.Forwarded,
            report.Attempts,
            report.NextAt is { } next ? new DateTimeOffset(next) : null,
            report.ErrorCode,
            report.Error
        );
}

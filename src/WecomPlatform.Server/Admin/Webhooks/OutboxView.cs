using System.Globalization;
using WecomPlatform.Postgres.Forwarding;

namespace WecomPlatform.Server.Admin.Webhooks;

/// <summary>A message that its webhook did not take yet, as the admin API shows it.</summary>
internal sealed record OutboxView(
    string Id,
    string Type,
    string? CorpId,
    string Status,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? Error
)
{
    public static OutboxView Of(OutboxReport report) =>
        new(
            report.Id.ToString(CultureInfo.InvariantCulture),
            report.Type,
            report.CorpId.Length > 0 ? report.CorpId : null,
            report.Status,
            new DateTimeOffset(report.CreatedAt),
            report.Attempts,
            report.Error
        );
}

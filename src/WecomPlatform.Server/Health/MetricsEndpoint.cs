using System.Globalization;
using System.Text;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Health;

/// <summary><c>GET /metrics</c> in Prometheus' text format.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/metrics",
            (OwnerCounters owners, RoutedCalls routed, SignCounters signing, SnapshotCache snapshots, DatabaseContact database) =>
            {
                var text = new StringBuilder();
                text.Append("# HELP wecom_refreshes_total Refreshes of credentials by this node.\n# TYPE wecom_refreshes_total counter\n");
                foreach (var (kind, outcome, count) in owners.Read().Order())
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"wecom_refreshes_total{{kind=\"{kind.Name()}\",outcome=\"{outcome}\"}} {count}\n"
                    );
                }

                text.Append(
                    "# HELP wecom_owner_calls_total Calls to grains: answered by the grain, or by this node in its place.\n# TYPE wecom_owner_calls_total counter\n"
                );
                text.Append(CultureInfo.InvariantCulture, $"wecom_owner_calls_total{{by=\"grain\"}} {routed.Answered}\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_owner_calls_total{{by=\"node\"}} {routed.FellBack}\n");
                text.Append("# HELP wecom_sign_waits_total Requests that waited for a ticket.\n# TYPE wecom_sign_waits_total counter\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_sign_waits_total {signing.Waits}\n");
                text.Append("# HELP wecom_snapshots Credentials that this node holds.\n# TYPE wecom_snapshots gauge\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_snapshots {snapshots.Count}\n");
                text.Append(
                    "# HELP wecom_database_silence_seconds Time since the database was last heard.\n# TYPE wecom_database_silence_seconds gauge\n"
                );
                text.Append(CultureInfo.InvariantCulture, $"wecom_database_silence_seconds {database.Silence.TotalSeconds:0.###}\n");
                return Results.Text(text.ToString(), "text/plain; version=0.0.4");
            }
        );
}

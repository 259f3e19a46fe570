using System.Globalization;
using System.Text;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Login;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Health;

/// <summary><c>GET /metrics</c> in Prometheus' text format.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/metrics",
            (
                OwnerCounters owners,
                RoutedCalls routed,
                SignCounters signing,
                OnboardingCounters onboarding,
                LoginCounters logins,
                SnapshotCache snapshots,
                DatabaseContact database,
                CallbackCounters callbacks,
                WebhookCounters webhooks
            ) =>
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
                text.Append("# HELP wecom_signed_total Pages signed, by any protocol.\n# TYPE wecom_signed_total counter\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_signed_total {signing.Signed}\n");
                text.Append("# HELP wecom_sign_refusals_total Pages not signed, by code.\n# TYPE wecom_sign_refusals_total counter\n");
                foreach (var (code, count) in signing.Refused.Order())
                {
                    text.Append(CultureInfo.InvariantCulture, $"wecom_sign_refusals_total{{code=\"{code}\"}} {count}\n");
                }

                text.Append("# HELP wecom_sign_waits_total Requests that waited for a ticket.\n# TYPE wecom_sign_waits_total counter\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_sign_waits_total {signing.Waits}\n");
                text.Append(
                    "# HELP wecom_auth_exchanges_total Auth codes exchanged by this node, by how that ended.\n# TYPE wecom_auth_exchanges_total counter\n"
                );
                foreach (var (end, count) in onboarding.Exchanges.Order())
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"wecom_auth_exchanges_total{{outcome=\"{end.ToString().ToLowerInvariant()}\"}} {count}\n"
                    );
                }

                text.Append("# HELP wecom_suspensions_total Authorizations that WeCom refused.\n# TYPE wecom_suspensions_total counter\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_suspensions_total {onboarding.Suspensions}\n");
                text.Append(
                    "# HELP wecom_logins_total Browsers that came back, by what became of them.\n# TYPE wecom_logins_total counter\n"
                );
                foreach (var (flow, outcome, count) in logins.Read().Order())
                {
                    text.Append(CultureInfo.InvariantCulture, $"wecom_logins_total{{flow=\"{flow}\",outcome=\"{outcome}\"}} {count}\n");
                }

                text.Append("# HELP wecom_snapshots Credentials that this node holds.\n# TYPE wecom_snapshots gauge\n");
                text.Append(CultureInfo.InvariantCulture, $"wecom_snapshots {snapshots.Count}\n");
                text.Append(
                    "# HELP wecom_database_silence_seconds Time since the database was last heard.\n# TYPE wecom_database_silence_seconds gauge\n"
                );
                text.Append(CultureInfo.InvariantCulture, $"wecom_database_silence_seconds {database.Silence.TotalSeconds:0.###}\n");
                text.Append(
                    "# HELP wecom_callbacks_total Callbacks from WeCom, by what became of them.\n# TYPE wecom_callbacks_total counter\n"
                        + "# HELP wecom_inbox_commands_total Tries of commands from WeCom.\n# TYPE wecom_inbox_commands_total counter\n"
                );
                foreach (var (figure, type, outcome, count) in callbacks.Read().Order())
                {
                    text.Append(CultureInfo.InvariantCulture, $"wecom_{figure}_total{{type=\"{type}\",outcome=\"{outcome}\"}} {count}\n");
                }

                text.Append(
                    "# HELP wecom_callback_receiveid_mismatches_total Callbacks encrypted for an unexpected receiveid.\n# TYPE wecom_callback_receiveid_mismatches_total counter\n"
                );
                text.Append(CultureInfo.InvariantCulture, $"wecom_callback_receiveid_mismatches_total {callbacks.ReceiveIdMismatches}\n");
                text.Append(
                    "# HELP wecom_webhook_messages_total Messages sent to webhooks.\n# TYPE wecom_webhook_messages_total counter\n"
                );
                foreach (var (outcome, count) in webhooks.Read().Order())
                {
                    text.Append(CultureInfo.InvariantCulture, $"wecom_webhook_messages_total{{outcome=\"{outcome}\"}} {count}\n");
                }

                return Results.Text(text.ToString(), "text/plain; version=0.0.4");
            }
        );
}

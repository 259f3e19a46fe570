using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.Webhooks;

namespace WecomPlatform.Server.Admin.Tenants;

/// <summary>A tenant as the admin API shows it.</summary>
internal sealed record TenantView(
    string Id,
    string Name,
    bool Enabled,
    DateTimeOffset CreatedAt,
    WebhookView? Webhook = null,
    JuziText? Juzi = null
)
{
    public static TenantView Of(TenantRecord tenant, WebhookRecord? webhook = null, JuziAllowList? juzi = null) =>
        new(
            tenant.Id.Value,
            tenant.Name,
            tenant.Enabled,
            tenant.CreatedAt,
            webhook is null ? null : WebhookView.Of(webhook),
            JuziText.Of(juzi)
        );
}

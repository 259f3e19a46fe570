using WecomPlatform.Postgres.Forwarding;

namespace WecomPlatform.Server.Admin.Webhooks;

/// <summary>A tenant's webhook as the admin API shows it; never its secrets.</summary>
internal sealed record WebhookView(string Url, string Format)
{
    public static WebhookView Of(WebhookRecord webhook) =>
        new(webhook.Url.AbsoluteUri, webhook.Format == WebhookFormat.Xml ? "xml" : "json");
}

namespace WecomPlatform.Server.Admin.Webhooks;

/// <summary>What is said of a tenant's webhook. Secrets that are not given stay.</summary>
internal sealed class WebhookBody
{
    public string? Url { get; init; }
    public string? Secret { get; init; }
    public string? Format { get; init; }
    public string? Token { get; init; }
    public string? EncodingAesKey { get; init; }
}

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>How a webhook wants its messages.</summary>
public enum WebhookFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML, encrypted and signed as WeCom does it, with a Token and EncodingAESKey of the tenant's own.</summary>
    Xml,
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Forwarding;

/// <summary>
/// A message as its webhook gets it. <c>Wecom-Platform-Signature: t=…,v1=…</c> is the hex HMAC-SHA256 of <c>t.body</c> by the webhook's
/// secret; <c>Wecom-Platform-Delivery</c> is the same each time the message is sent.
/// </summary>
internal static class WebhookRequest
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Of(WebhookRecord webhook, OutboxMessage message, long timestamp)
    {
        var (url, body, type) =
            webhook is { Format: WebhookFormat.Xml, Token: { } token, EncodingAesKey: { } key }
            && CallbackCipher.TryCreate(token, key) is { } cipher
                ? Xml(webhook.Url, cipher, message, timestamp)
                : (webhook.Url, Json(message), "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue(type, "utf-8")),
        };
        request.Headers.Add("Wecom-Platform-Signature", $"t={timestamp},v1={Sign(webhook.Secret, timestamp, body)}");
        request.Headers.Add("Wecom-Platform-Delivery", message.Id.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static string Sign(Secret secret, long timestamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret.Utf8, Encoding.UTF8.GetBytes($"{timestamp}.{body}")));

    private static string Json(OutboxMessage message)
    {
        var json = new JsonObject
        {
            ["id"] = message.Id.ToString(CultureInfo.InvariantCulture),
            ["source"] = message.IsNotice ? "platform" : "wecom",
            ["type"] = message.Type,
            ["at"] = message.At,
        };
        Add(json, "corpId", message.Corp);
        Add(json, "suiteId", message.Suite);
        Add(json, "agentId", message.Agent);
        json["data"] = message.IsNotice ? JsonNode.Parse(message.Content.Reveal()) : EventJson.OfXml(message.Content.Reveal());
        return json.ToJsonString(s_json);
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json[name] = value;
        }
    }

    // As WeCom posts it, so that a handler made for WeCom takes it (wecom-api.md §7.2).
    private static (Uri Url, string Body, string Type) Xml(Uri url, CallbackCipher cipher, OutboxMessage message, long timestamp)
    {
        var content = message.IsNotice ? NoticeXml(message) : message.Content.Reveal();
        var sealedMessage = cipher.Seal(
            content,
            message.ReceiveId ?? message.Corp,
            timestamp,
            RandomNumberGenerator.GetHexString(16, true)
        );
        var query = $"msg_signature={sealedMessage.MsgSignature}&timestamp={timestamp}&nonce={sealedMessage.Nonce}";
        var signed = new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{query}" : query };
        return (signed.Uri, sealedMessage.ToEventXml(message.ToUser ?? message.Corp, message.Agent ?? ""), "text/xml");
    }

    private static string NoticeXml(OutboxMessage message) =>
        new XElement(
            "xml",
            new XElement("InfoType", message.Type),
            new XElement("TimeStamp", message.At.ToUnixTimeSeconds()),
            message.Corp.Length > 0 ? new XElement("AuthCorpId", message.Corp) : null,
            JsonNode.Parse(message.Content.Reveal()) is JsonObject data ? EventJson.ToXml(data) : null
        ).ToString(SaveOptions.DisableFormatting);
}

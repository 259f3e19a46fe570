using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>WeCom's knowledge of two tickets, without a process: enough to check the fake client itself.</summary>
internal sealed class FakeWecom(string corpTicket, string agentTicket)
{
    public Task<ClientVerdict> VerifyAsync(ClientVerification page)
    {
        var ticket = page.Kind == "corp" ? corpTicket : agentTicket;
        var right = Sha1(ticket, page.NonceStr, page.Timestamp, page.Url) == page.Signature;
        return Task.FromResult(new ClientVerdict(right, right ? null : "invalid signature"));
    }

    /// <summary>What a backend answers to a page.</summary>
    public static JsonNode Sign(string ticket, string url)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new JsonObject
        {
            ["timestamp"] = timestamp,
            ["nonceStr"] = "Wm3WZYTPz0wzccnW",
            ["signature"] = Sha1(ticket, "Wm3WZYTPz0wzccnW", timestamp.ToString(CultureInfo.InvariantCulture), url),
        };
    }

    private static string Sha1(string ticket, string nonce, string timestamp, string url)
    {
        var text = $"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}";
#pragma warning disable CA5350 // WeCom's algorithm.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Cli.Signing;

/// <summary>Signatures made here (OD 90506), of any ticket, nonce and text, right or wrong.</summary>
internal static class LocalSignature
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The platform's answer for one identity.</summary>
    public static JsonObject Make(string ticket, string page, string identity, long? timestamp, string? nonce, TimeProvider clock)
    {
        if (!PageUrl.TryParse(page, out var url, out var broken))
        {
            throw new CliException(ExitCode.Refused, "url_invalid", "The url cannot be signed.") { Rule = broken.ToCode() };
        }

        var seconds = timestamp ?? clock.GetUtcNow().ToUnixTimeSeconds();
        nonce ??= RandomNumberGenerator.GetString(Alphabet, JsSdkSignature.NonceLength);
        return new JsonObject
        {
            ["url"] = url.Text,
            ["signatures"] = new JsonObject
            {
                [identity] = new JsonObject
                {
                    ["timestamp"] = seconds,
                    ["nonceStr"] = nonce,
                    ["signature"] = Of(ticket, nonce, $"{seconds}", url.Text),
                },
            },
        };
    }

    /// <summary>The signature over exactly these texts.</summary>
    public static string Of(string ticket, string nonce, string timestamp, string url) =>
        Sha1($"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}");

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private static string Sha1(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}

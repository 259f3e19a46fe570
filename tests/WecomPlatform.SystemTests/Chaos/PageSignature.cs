using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>One signature of an answer.</summary>
public sealed record PageSignature(long Timestamp, string NonceStr, string Signature)
{
    public static PageSignature Of(JsonNode answer, string identity)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var signed = answer["signatures"]![identity]!;
        return new PageSignature((long)signed["timestamp"]!, (string)signed["nonceStr"]!, (string)signed["signature"]!);
    }

    /// <summary>Whether the ticket made it.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice.")]
    public bool IsMadeWith(string ticket, string url)
    {
        var text = $"jsapi_ticket={ticket}&noncestr={NonceStr}&timestamp={Timestamp}&url={url}";
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(text))) == Signature;
    }
}

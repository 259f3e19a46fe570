using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WecomPlatform.Tests.Signing;

/// <summary>The signature written down as in WeCom's documents, with nothing in common with the signer.</summary>
internal static class NaiveSignature
{
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice (OD 90506).")]
    [SuppressMessage("Performance", "CA1850", Justification = "Another way than the signer's, on purpose.")]
    public static string Of(string ticket, string nonce, long timestamp, string url)
    {
        var text = "jsapi_ticket=" + ticket + "&noncestr=" + nonce + "&timestamp=" + timestamp + "&url=" + url;
        using var sha1 = SHA1.Create();
        return string.Concat(sha1.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2")));
    }
}

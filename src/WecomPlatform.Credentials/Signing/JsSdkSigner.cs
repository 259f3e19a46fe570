using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Signs pages: <c>sha1("jsapi_ticket=T&amp;noncestr=N&amp;timestamp=S&amp;url=U")</c> in lower-case hex (OD 90506, 90539).</summary>
/// <remarks>One order of fields, nothing escaped. Allocates nothing and may be called by any number of threads.</remarks>
public static class JsSdkSigner
{
    // Typical texts have some 240 bytes.
    private const int StackLength = 512;
    private const int MaxTimestampLength = 20;

    /// <summary>Signs a url under a fresh random nonce.</summary>
    /// <param name="ticket">The ticket of the corp, agent or suite.</param>
    /// <param name="url">The page's url up to <c>#</c>, ASCII: <see cref="PageUrl.Text"/>.</param>
    /// <param name="timestampSeconds">Now, in Unix seconds.</param>
    /// <exception cref="ArgumentException">The url is not ASCII.</exception>
    public static JsSdkSignature Sign(Secret ticket, ReadOnlySpan<char> url, long timestampSeconds)
    {
        Nonces.Write(out var nonce);
        return Sign(ticket, url, timestampSeconds, in nonce);
    }

    /// <summary>Signs a url under a given nonce: for known vectors and for checking a signature. Pages get fresh nonces.</summary>
    /// <param name="ticket">The ticket of the corp, agent or suite.</param>
    /// <param name="url">The page's url up to <c>#</c>, ASCII: <see cref="PageUrl.Text"/>.</param>
    /// <param name="timestampSeconds">The time of the signature, in Unix seconds.</param>
    /// <param name="nonceStr">The nonce, <see cref="JsSdkSignature.NonceLength"/> ASCII characters.</param>
    /// <exception cref="ArgumentException">The url is not ASCII, or the nonce is not 16 ASCII characters.</exception>
    public static JsSdkSignature Sign(Secret ticket, ReadOnlySpan<char> url, long timestampSeconds, ReadOnlySpan<char> nonceStr)
    {
        var nonce = default(NonceBytes);
        if (nonceStr.Length != JsSdkSignature.NonceLength || Ascii.FromUtf16(nonceStr, nonce, out _) != OperationStatus.Done)
        {
            throw new ArgumentException("A nonce has 16 ASCII characters.", nameof(nonceStr));
        }

        return Sign(ticket, url, timestampSeconds, in nonce);
    }

    [SkipLocalsInit] // or the buffer would be wiped first
    private static JsSdkSignature Sign(Secret ticket, ReadOnlySpan<char> url, long timestampSeconds, in NonceBytes nonce)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var length =
            "jsapi_ticket="u8.Length
            + ticket.Utf8.Length
            + "&noncestr="u8.Length
            + JsSdkSignature.NonceLength
            + "&timestamp="u8.Length
            + MaxTimestampLength
            + "&url="u8.Length
            + url.Length;

        if (length <= StackLength)
        {
            return Sign(ticket, url, timestampSeconds, in nonce, stackalloc byte[StackLength]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return Sign(ticket, url, timestampSeconds, in nonce, rented);
        }
        finally
        {
            // The buffer goes to strangers; it begins with the ticket.
            rented.AsSpan(0, length).Clear();
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static JsSdkSignature Sign(Secret ticket, ReadOnlySpan<char> url, long timestampSeconds, in NonceBytes nonce, Span<byte> buffer)
    {
        "jsapi_ticket="u8.CopyTo(buffer);
        var length = "jsapi_ticket="u8.Length;

        ticket.Utf8.CopyTo(buffer[length..]);
        length += ticket.Utf8.Length;

        "&noncestr="u8.CopyTo(buffer[length..]);
        length += "&noncestr="u8.Length;

        ((ReadOnlySpan<byte>)nonce).CopyTo(buffer[length..]);
        length += JsSdkSignature.NonceLength;

        "&timestamp="u8.CopyTo(buffer[length..]);
        length += "&timestamp="u8.Length;
        Utf8Formatter.TryFormat(timestampSeconds, buffer[length..], out var digits);
        length += digits;

        "&url="u8.CopyTo(buffer[length..]);
        length += "&url="u8.Length;
        if (Ascii.FromUtf16(url, buffer[length..], out var written) != OperationStatus.Done)
        {
            throw new ArgumentException("A url is signed in ASCII, as browsers write it.", nameof(url));
        }

        length += written;

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        Sha1.Hash(buffer[..length], hash);

        var hex = default(HexBytes);
        Convert.TryToHexStringLower(hash, hex, out _);
        return new JsSdkSignature(in nonce, in hex, timestampSeconds);
    }
}

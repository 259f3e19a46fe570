using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>WeCom's callback crypto for one Token and EncodingAESKey (wecom-api.md §7.3). Safe for many threads.</summary>
public sealed class CallbackCipher
{
    private const int MaxTokenLength = 32;
    private const int MaxReceiveIdLength = 64;
    private const int EncodingAesKeyLength = 43;
    private const int IvLength = 16;
    private const int RandomLength = 16;
    private const int HeaderLength = RandomLength + sizeof(int);

    // Not AES's 16: WeCom pads to 32, which is why the framework's PKCS#7 refuses half of its messages.
    private const int BlockLength = 32;

    private readonly string _token;
    private readonly byte[] _key;

    private CallbackCipher(string token, byte[] key) => (_token, _key) = (token, key);

    /// <summary>The cipher, or null when one of the two cannot be WeCom's.</summary>
    /// <param name="token">Token: 1 to 32 letters and digits.</param>
    /// <param name="encodingAesKey">EncodingAESKey: 43 letters and digits.</param>
    public static CallbackCipher? TryCreate(Secret token, Secret encodingAesKey)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(encodingAesKey);
        var (tokenText, keyText) = (token.Reveal(), encodingAesKey.Reveal());
        var right =
            tokenText.Length <= MaxTokenLength
            && keyText.Length == EncodingAesKeyLength
            && tokenText.All(char.IsAsciiLetterOrDigit)
            && keyText.All(char.IsAsciiLetterOrDigit);

        // Convert, not Buffers.Text.Base64: real keys carry spare bits in their last character, which the latter refuses (§7.3).
        return right ? new CallbackCipher(tokenText, Convert.FromBase64String(keyText + "=")) : null;
    }

    /// <summary>Checks the signature, then decrypts: an event's Encrypt, or an echostr (see <see cref="EchoStr"/>).</summary>
    /// <param name="signature">What the query says.</param>
    /// <param name="encrypt">The ciphertext in base64, as it was received.</param>
    public CallbackResult<CallbackMessage> Open(CallbackSignature signature, string encrypt)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(encrypt);
        if (encrypt.Length > CallbackLimits.MaxLength)
        {
            return Refused(CallbackRefusal.TooLarge);
        }

        if (!IsSigned(signature, encrypt))
        {
            return Refused(CallbackRefusal.SignatureWrong);
        }

        var ciphertext = new byte[encrypt.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(encrypt, ciphertext, out var length)
            ? Decrypt(ciphertext.AsSpan(0, length))
            : Refused(CallbackRefusal.NotBase64);
    }

    /// <summary>Encrypts and signs: a passive reply to WeCom, or an event handed on under a tenant's own keys.</summary>
    /// <param name="message">The plaintext.</param>
    /// <param name="receiveId">Whom it is for (§7.4).</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="nonce">A random text; the request's own will do for a reply.</param>
    public SealedMessage Seal(string message, string receiveId, long timestamp, string nonce)
    {
        ArgumentNullException.ThrowIfNull(nonce);
        var encrypt = Convert.ToBase64String(Encrypt(Encoding.UTF8.GetBytes(message), Encoding.UTF8.GetBytes(receiveId)));
        return new SealedMessage(encrypt, Sign($"{timestamp}", nonce, encrypt), timestamp, nonce);
    }

    private static CallbackResult<CallbackMessage> Refused(CallbackRefusal refusal) => CallbackResult<CallbackMessage>.Refused(refusal);

    private bool IsSigned(CallbackSignature signature, string encrypt) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(signature.Timestamp, signature.Nonce, encrypt)),
            Encoding.UTF8.GetBytes(signature.MsgSignature)
        );

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private string Sign(string timestamp, string nonce, string encrypt)
    {
        string[] parts = [_token, timestamp, nonce, encrypt];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }
#pragma warning restore CA5350

    private CallbackResult<CallbackMessage> Decrypt(ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length == 0 || ciphertext.Length % BlockLength != 0)
        {
            return Refused(CallbackRefusal.PaddingWrong);
        }

        using var aes = NewAes();
        ReadOnlySpan<byte> padded = aes.DecryptCbc(ciphertext, _key.AsSpan(0, IvLength), PaddingMode.None);
        var padding = padded[^1];
        if (padding is 0 or > BlockLength || padded[^padding..].ContainsAnyExcept(padding))
        {
            return Refused(CallbackRefusal.PaddingWrong);
        }

        var plain = padded[..^padding];
        if (plain.Length < HeaderLength)
        {
            return Refused(CallbackRefusal.LengthWrong);
        }

        var rest = plain[HeaderLength..];
        var length = BinaryPrimitives.ReadUInt32BigEndian(plain[RandomLength..]);
        if (length > rest.Length)
        {
            return Refused(CallbackRefusal.LengthWrong);
        }

        var receiveId = rest[(int)length..];
        return receiveId.Length <= MaxReceiveIdLength && !receiveId.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? CallbackResult<CallbackMessage>.Taken(
                new CallbackMessage(Encoding.UTF8.GetString(rest[..(int)length]), Encoding.ASCII.GetString(receiveId))
            )
            : Refused(CallbackRefusal.ReceiveIdMalformed);
    }

    private byte[] Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> receiveId)
    {
        var length = HeaderLength + message.Length + receiveId.Length;
        var padding = BlockLength - length % BlockLength;
        var plain = new byte[length + padding];
        RandomNumberGenerator.Fill(plain.AsSpan(0, RandomLength));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(RandomLength), message.Length);
        message.CopyTo(plain.AsSpan(HeaderLength));
        receiveId.CopyTo(plain.AsSpan(HeaderLength + message.Length));
        plain.AsSpan(length).Fill((byte)padding);
        using var aes = NewAes();
        return aes.EncryptCbc(plain, _key.AsSpan(0, IvLength), PaddingMode.None);
    }

    private Aes NewAes()
    {
        var aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}

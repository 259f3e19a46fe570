using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WecomSimulator.Callbacks;

/// <summary>WeCom's side of the callback crypto (wecom-api.md §7.3): it encrypts and signs, and never has to decrypt.</summary>
internal static class CallbackCrypto
{
    private const int RandomLength = 16;
    private const int BlockLength = 32;

    public static string Encrypt(string encodingAesKey, string message, string receiveId) =>
        Encrypt(encodingAesKey, message, receiveId, RandomNumberGenerator.GetBytes(RandomLength));

    public static string Encrypt(string encodingAesKey, string message, string receiveId, ReadOnlySpan<byte> random)
    {
        var text = Encoding.UTF8.GetBytes(message);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        byte[] plain = [.. random, .. length, .. text, .. Encoding.UTF8.GetBytes(receiveId)];
        var padding = BlockLength - plain.Length % BlockLength;
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(encodingAesKey + "=");
        var iv = aes.Key.AsSpan(0, aes.BlockSize / 8);
        return Convert.ToBase64String(aes.EncryptCbc([.. plain, .. Enumerable.Repeat((byte)padding, padding)], iv, PaddingMode.None));
    }

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    public static string Sign(string token, string timestamp, string nonce, string encrypt)
    {
        string[] parts = [token, timestamp, nonce, encrypt];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }
#pragma warning restore CA5350
}

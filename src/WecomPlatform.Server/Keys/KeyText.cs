using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WecomPlatform.Server.Keys;

/// <summary>A key as its holder has it: <c>sk_&lt;id&gt;_&lt;secret&gt;</c>. The id finds it; only the hash of the secret is stored.</summary>
internal readonly record struct KeyText(string Prefix, string Id, string Secret)
{
    private const int IdLength = 16;
    private const int SecretLength = 43; // 256 bits in an alphabet of 62
    private const int MaxLength = 200;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // Whoever asks need not hold a key: nothing but letters and digits reaches the database.
    private static readonly SearchValues<char> s_characters = SearchValues.Create(Alphabet + "_");

    public static KeyText Create(string prefix) =>
        new(prefix, RandomNumberGenerator.GetString(Alphabet, IdLength), RandomNumberGenerator.GetString(Alphabet, SecretLength));

    public static bool TryParse([NotNullWhen(true)] string? text, out KeyText key)
    {
        key = default;
        if (
            text is null or { Length: > MaxLength }
            || text.AsSpan().IndexOfAnyExcept(s_characters) >= 0
            || text.Split('_') is not [{ Length: > 0 } prefix, { Length: > 0 } id, { Length: > 0 } secret]
        )
        {
            return false;
        }

        key = new KeyText(prefix, id, secret);
        return true;
    }

    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    public bool Matches(ReadOnlySpan<byte> hash)
    {
        Span<byte> own = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> utf8 = stackalloc byte[MaxLength * 3];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(Secret, utf8)], own);
        return CryptographicOperations.FixedTimeEquals(own, hash);
    }

    public override string ToString() => $"{Prefix}_{Id}_***";

    /// <summary>The whole key, for the one answer that shows it.</summary>
    public string Reveal() => $"{Prefix}_{Id}_{Secret}";
}

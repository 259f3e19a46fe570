using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Sealing;

/// <summary>
/// Seals secrets with AES-256-GCM. A sealed value names its master key and is bound to its place (the associated data), so that one
/// copied to another row does not open there.
/// </summary>
/// <remarks>Layout: version (1), length of the key id (1), key id, nonce (12), tag (16), ciphertext.</remarks>
public sealed class Sealer
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>Takes the keys.</summary>
    public Sealer(IOptions<SealingOptions> options)
    {
        ActiveKey = options.Value.ActiveKey;
        foreach (var (id, key) in options.Value.Keys)
        {
            _keys.Add(id, Convert.FromBase64String(key));
        }
    }

    /// <summary>The id of the key that values are sealed with.</summary>
    public string ActiveKey { get; }

    /// <summary>Seals a secret for one place.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="place">Where it will be stored, e.g. the table and the row's key.</param>
    public byte[] Seal(Secret secret, string place)
    {
        var id = Encoding.ASCII.GetBytes(ActiveKey);
        var header = 2 + id.Length;
        var box = new byte[header + NonceSize + TagSize + secret.Utf8.Length];
        box[0] = Version;
        box[1] = (byte)id.Length;
        id.CopyTo(box, 2);
        var nonce = box.AsSpan(header, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var key = Key(_keys[ActiveKey]);
        key.Encrypt(
            nonce,
            secret.Utf8,
            box.AsSpan(header + NonceSize + TagSize),
            box.AsSpan(header + NonceSize, TagSize),
            Associated(place)
        );
        return box;
    }

    /// <summary>Opens a sealed secret.</summary>
    /// <exception cref="CryptographicException">It was not sealed for this place, was tampered with, or its key is not configured.</exception>
    public Secret Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < 2 + NonceSize + TagSize || box[0] != Version || box.Length < 2 + box[1] + NonceSize + TagSize)
        {
            throw new CryptographicException("This is no sealed value.");
        }

        var header = 2 + box[1];
        var id = Encoding.ASCII.GetString(box[2..header]);
        if (!_keys.TryGetValue(id, out var bytes))
        {
            throw new CryptographicException($"The master key '{id}' is not configured.");
        }

        using var key = Key(bytes);
        var plain = new byte[box.Length - header - NonceSize - TagSize];
        key.Decrypt(
            box.Slice(header, NonceSize),
            box[(header + NonceSize + TagSize)..],
            box.Slice(header + NonceSize, TagSize),
            plain,
            Associated(place)
        );
        var secret = new Secret(Encoding.UTF8.GetString(plain));
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    // One for each use: an AesGcm shared by threads mixes their texts up.
    private static AesGcm Key(byte[] key) => new(key, TagSize);

    private static byte[] Associated(string place) => Encoding.UTF8.GetBytes(place);
}

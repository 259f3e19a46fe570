using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Nonces of 16 characters of [0-9A-Za-z], each equally likely, from the system's cryptographic generator.</summary>
internal static class Nonces
{
    private const int Symbols = 62;
    private const int PoolLength = 4096;

    // The generator's cost is per call, not per byte: each thread draws many nonces' worth at once.
    [ThreadStatic]
    private static Pool? t_pool;

    /// <summary>Writes a fresh nonce.</summary>
    public static void Write(out NonceBytes nonce)
    {
        nonce = default;
        (t_pool ??= new Pool()).Next().CopyTo((Span<byte>)nonce);
    }

    private sealed class Pool
    {
        private readonly byte[] _random = new byte[PoolLength];
        private int _used = PoolLength;

        public Vector128<byte> Next()
        {
            while (true)
            {
                if (_used == PoolLength)
                {
                    RandomNumberGenerator.Fill(_random);
                    _used = 0;
                }

                // Taken and wiped before it is used, so that no byte can serve twice and no past nonce stays in memory.
                ref var block = ref MemoryMarshal.GetArrayDataReference(_random);
                var taken = Vector128.LoadUnsafe(ref block, (nuint)_used);
                Vector128<byte>.Zero.StoreUnsafe(ref block, (nuint)_used);
                _used += Vector128<byte>.Count;

                // Six bits a character. A block with a 62 or 63 is dropped whole (4 in 10 are): what stays is exactly uniform, and
                // asking for more random bytes is cheaper than picking the good ones out of a block.
                var digits = taken & Vector128.Create((byte)63);
                if (!Vector128.GreaterThanAny(digits, Vector128.Create((byte)(Symbols - 1))))
                {
                    return ToText(digits);
                }
            }
        }

        // 0–9 → '0'–'9', 10–35 → 'A'–'Z', 36–61 → 'a'–'z': the gaps between the three runs of ASCII are added where they are passed.
        private static Vector128<byte> ToText(Vector128<byte> digits) =>
            digits
            + Vector128.Create((byte)'0')
            + (Vector128.GreaterThan(digits, Vector128.Create((byte)9)) & Vector128.Create((byte)('A' - '9' - 1)))
            + (Vector128.GreaterThan(digits, Vector128.Create((byte)35)) & Vector128.Create((byte)('a' - 'Z' - 1)));
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Nonces of 16 characters of [0-9A-Za-z], each equally likely, from the system's cryptographic generator.</summary>
internal static class Nonces
{
    private const int Symbols = 62;
    private const int PoolLength = 8192;

    // The generator's cost is per call more than per byte: each thread makes some 300 nonces at once.
    [ThreadStatic]
    private static Pool? t_pool;

    /// <summary>Writes a fresh nonce.</summary>
    public static void Write(out NonceBytes nonce)
    {
        nonce = default;
        (t_pool ??= new Pool()).Take().CopyTo((Span<byte>)nonce);
    }

    private sealed class Pool
    {
        private readonly byte[] _nonces = new byte[PoolLength];
        private int _next;
        private int _end;

        public Vector128<byte> Take()
        {
            // A loop: by chance, though in no lifetime, a filling may hold no nonce at all.
            while (_next == _end)
            {
                Fill();
            }

            // Wiped as it is taken: no byte serves twice, and no nonce in use stays in memory.
            ref var nonces = ref MemoryMarshal.GetArrayDataReference(_nonces);
            var taken = Vector128.LoadUnsafe(ref nonces, (nuint)_next);
            Vector128<byte>.Zero.StoreUnsafe(ref nonces, (nuint)_next);
            _next += Vector128<byte>.Count;
            return taken;
        }

        // Six bits a character. A block that holds a 62 or 63 is dropped whole (4 in 10 are): what stays is exactly uniform, and more
        // random bytes cost less than picking the good ones. Good blocks move down over dropped ones without a branch, since the
        // processor could only guess it.
        private void Fill()
        {
            RandomNumberGenerator.Fill(_nonces);
            ref var nonces = ref MemoryMarshal.GetArrayDataReference(_nonces);
            var end = 0;
            for (var read = 0; read < PoolLength; read += Vector128<byte>.Count)
            {
                var digits = Vector128.LoadUnsafe(ref nonces, (nuint)read) & Vector128.Create((byte)63);
                ToText(digits).StoreUnsafe(ref nonces, (nuint)end);
                end += Vector128.GreaterThanAny(digits, Vector128.Create((byte)(Symbols - 1))) ? 0 : Vector128<byte>.Count;
            }

            _nonces.AsSpan(end).Clear();
            _next = 0;
            _end = end;
        }

        // 0–9 → '0'–'9', 10–35 → 'A'–'Z', 36–61 → 'a'–'z': the gaps between the three runs of ASCII are added where they are passed.
        private static Vector128<byte> ToText(Vector128<byte> digits) =>
            digits
            + Vector128.Create((byte)'0')
            + (Vector128.GreaterThan(digits, Vector128.Create((byte)9)) & Vector128.Create((byte)('A' - '9' - 1)))
            + (Vector128.GreaterThan(digits, Vector128.Create((byte)35)) & Vector128.Create((byte)('a' - 'Z' - 1)));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WecomPlatform.Credentials.Signing;

/// <summary>
/// SHA-1 of short texts. <see cref="SHA1.HashData(ReadOnlySpan{byte}, Span{byte})"/> spends three quarters of its time on setting up a
/// context; OpenSSL's plain functions, where they are, hash with the same instructions and have nothing to set up.
/// </summary>
/// <remarks>They are used only after they have agreed with <see cref="SHA1"/> on every length up to five blocks.</remarks>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice (OD 90506); its client accepts nothing else.")]
internal static unsafe class Sha1
{
    // Calls without a GC transition must be short: about a microsecond at most.
    private const int MaxDirect = 1024;
    private const int Probe = 320;

    // SHA_CTX has 96 bytes; what is behind them is never touched.
    private const int ContextLength = 128;

    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, int> s_init;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nuint, int> s_update;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int> s_final;

    /// <summary>Whether OpenSSL's own functions are used.</summary>
    public static bool IsDirect { get; }

    [SuppressMessage("Performance", "CA1810", Justification = "What is set depends on what is found.")]
    static Sha1()
    {
        if (
            OperatingSystem.IsLinux()
            && NativeLibrary.TryLoad("libcrypto.so.3", out var crypto)
            && NativeLibrary.TryGetExport(crypto, "SHA1_Init", out var init)
            && NativeLibrary.TryGetExport(crypto, "SHA1_Update", out var update)
            && NativeLibrary.TryGetExport(crypto, "SHA1_Final", out var final)
        )
        {
            s_init = (delegate* unmanaged[SuppressGCTransition]<byte*, int>)init;
            s_update = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nuint, int>)update;
            s_final = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int>)final;
            IsDirect = Agrees();
        }
    }

    /// <summary>Hashes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hash">Where its hash goes: 20 bytes.</param>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        if (!IsDirect || text.Length > MaxDirect)
        {
            SHA1.HashData(text, hash);
            return;
        }

        HashDirectly(text, hash);
    }

    [SkipLocalsInit]
    private static void HashDirectly(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        if (hash.Length < SHA1.HashSizeInBytes)
        {
            throw new ArgumentException("A hash has 20 bytes.", nameof(hash));
        }

        var context = stackalloc byte[ContextLength];
        fixed (byte* from = text)
        fixed (byte* to = hash)
        {
            s_init(context);
            s_update(context, from, (nuint)text.Length);
            s_final(to, context);
        }
    }

    private static bool Agrees()
    {
        Span<byte> text = stackalloc byte[Probe];
        Span<byte> ours = stackalloc byte[SHA1.HashSizeInBytes];
        Span<byte> theirs = stackalloc byte[SHA1.HashSizeInBytes];
        RandomNumberGenerator.Fill(text);
        for (var length = 0; length <= Probe; length++)
        {
            HashDirectly(text[..length], ours);
            SHA1.HashData(text[..length], theirs);
            if (!ours.SequenceEqual(theirs))
            {
                return false;
            }
        }

        return true;
    }
}

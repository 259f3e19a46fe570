using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WecomPlatform.Load;

/// <summary>Nothing but <see cref="SHA1.HashData(ReadOnlySpan{byte}, Span{byte})"/> of a text as long as a signature's, on two threads.</summary>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is WeCom's choice (OD 90506).")]
internal static class RawHash
{
    private const int Threads = 2;
    private const int TextLength = 240;
    private const int Block = 1000;

    public static async Task<Measurement> RunAsync(int seconds)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() => Hash(started, seconds))));
        return new Measurement(
            counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds,
            0,
            0,
            (double)Threads * seconds * 1e6 / counts.Sum(),
            0
        );
    }

    private static long Hash(long started, int seconds)
    {
        Span<byte> text = stackalloc byte[TextLength];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
        {
            for (var i = 0; i < Block; i++)
            {
                SHA1.HashData(text, hash);
            }

            count += Block;
        }

        return count;
    }
}

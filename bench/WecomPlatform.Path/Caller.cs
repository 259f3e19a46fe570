using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace WecomPlatform.Path;

/// <summary>A connection over which the same requests are sent again and again, several at once, and answered on the caller's thread.</summary>
internal sealed class Caller(IDuplexPipe connection, string request) : IDisposable
{
    private const int Depth = 16;

    private readonly byte[] _requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, Depth)));
    private long _answersLength;

    /// <summary>Sends them for the first time: whatever has to be waited for is waited for here.</summary>
    /// <returns>The body of an answer.</returns>
    public async Task<string> BeginAsync()
    {
        await connection.Output.WriteAsync(_requests);
        while (true)
        {
            var read = await connection.Input.ReadAsync();
            var text = Encoding.ASCII.GetString(read.Buffer);
            if (TryMeasure(text, out var head, out var body) && text.Length >= (head + body) * Depth)
            {
                connection.Input.AdvanceTo(read.Buffer.End);
                _answersLength = (head + body) * Depth;
                return text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)
                    ? text.Substring(head, body)
                    : throw new InvalidOperationException($"The server refused:\n{text}");
            }

            connection.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Sends them that often.</summary>
    /// <returns>The nanoseconds and the bytes allocated for one request.</returns>
    public (double Nanoseconds, double Bytes) Run(int times)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            connection.Output.Write(_requests);
            var sending = connection.Output.FlushAsync();
            if (!sending.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("The server had to wait.");
            }

            for (var got = 0L; got < _answersLength; )
            {
                if (!connection.Input.TryRead(out var read))
                {
                    throw new InvalidOperationException("The server did not answer at once.");
                }

                got += read.Buffer.Length;
                connection.Input.AdvanceTo(read.Buffer.End);
            }
        }

        var requests = (double)times * Depth;
        return (Stopwatch.GetElapsedTime(started).TotalNanoseconds / requests, (GC.GetAllocatedBytesForCurrentThread() - bytes) / requests);
    }

    public void Dispose()
    {
        connection.Output.Complete();
        connection.Input.Complete();
    }

    private static bool TryMeasure(string text, out int head, out int body)
    {
        const string Field = "Content-Length: ";
        head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        body = 0;
        if (head < 4)
        {
            return false;
        }

        var from = text.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        body = int.Parse(text.AsSpan(from, text.IndexOf('\r', from) - from), CultureInfo.InvariantCulture);
        return true;
    }
}

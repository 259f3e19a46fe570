using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WecomPlatform.Tests.Wecom;

/// <summary>A server that answers every request with the same bytes, and notes the requests' heads. Also serves as an HTTP proxy that answers by itself.</summary>
public sealed class CannedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]?> _answer;
    private readonly Task _accepting;

    /// <param name="answer">From the request's head to the answer; null closes the connection.</param>
    public CannedServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>A complete answer.</summary>
    public static byte[] Http(string body, string status = "200 OK", string contentType = "application/json") =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"
        );

    public static CannedServer Always(string body, string status = "200 OK", string contentType = "application/json") =>
        new(_ => Http(body, status, contentType));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                head.AppendLine(line);
            }

            Requests.Enqueue(head.ToString());
            if (_answer(head.ToString()) is { } answer)
            {
                await stream.WriteAsync(answer, _stop.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The caller went away, or the test is over.
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace WecomPlatform.Testing.Processes;

/// <summary>Hands out loopback ports that nobody listens on, never the same twice in one test process.</summary>
/// <remarks>
/// Ports are taken below the range the kernel uses for outgoing connections: a port found by binding to 0 lies inside that range and
/// may be somebody's source port by the time the server under test binds it.
/// </remarks>
public static class FreePorts
{
    private const int First = 15_000;
    private const int Last = 32_000;
    private static readonly Lock Gate = new();
    private static int _next = First + (int)((uint)HashCode.Combine(Environment.ProcessId, Environment.TickCount64) % (Last - First));

    /// <summary>The next free port.</summary>
    public static int Next() => Block(1);

    /// <summary>The first of <paramref name="count"/> consecutive free ports.</summary>
    public static int Block(int count)
    {
        lock (Gate)
        {
            for (var attempt = 0; attempt < Last - First; attempt++)
            {
                if (_next + count > Last)
                {
                    _next = First;
                }

                var first = _next;
                _next += count;
                if (Enumerable.Range(first, count).All(IsFree))
                {
                    return first;
                }
            }
        }

        throw new InvalidOperationException("No free port left.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

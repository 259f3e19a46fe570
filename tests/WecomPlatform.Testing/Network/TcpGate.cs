using System.Net;
using System.Net.Sockets;

namespace WecomPlatform.Testing.Network;

/// <summary>A loopback port in front of another one, which can be cut as networks are.</summary>
public sealed class TcpGate : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly HashSet<Task> _work = [];
    private readonly IPEndPoint _target;
    private TaskCompletionSource _opened = Opened();
    private TcpListener? _listener;

    private TcpGate(int port, int target)
    {
        Port = port;
        _target = new IPEndPoint(IPAddress.Loopback, target);
    }

    /// <summary>Where the gate listens.</summary>
    public int Port { get; }

    /// <summary>An open gate before the port.</summary>
    public static TcpGate Start(int targetPort)
    {
        var gate = new TcpGate(Processes.FreePorts.Next(), targetPort);
        gate.Open();
        return gate;
    }

    /// <summary>As a lost route: nothing is forwarded and nothing closed; new connections are accepted and hang.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            if (_opened.Task.IsCompleted)
            {
                _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            Listen();
        }
    }

    /// <summary>As a dead process: connections are closed, new ones refused.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _sockets)
            {
                socket.Dispose();
            }

            _sockets.Clear();
        }
    }

    /// <summary>Everything is forwarded, also what was held back.</summary>
    public void Open()
    {
        lock (_lock)
        {
            Listen();
            _opened.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Refuse();
        _opened.TrySetResult();
        Task[] work;
        lock (_lock)
        {
            work = [.. _work];
        }

        await Task.WhenAll(work);
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.SetResult();
        return opened;
    }

    private void Listen()
    {
        if (_listener is null)
        {
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Start();
            Track(AcceptAsync(_listener));
        }
    }

    private void Track(Task task)
    {
        lock (_lock)
        {
            _work.RemoveWhere(done => done.IsCompleted);
            _work.Add(task);
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        await Task.Yield();
        while (Volatile.Read(ref _listener) == listener)
        {
            if (await TryAsync(async () => await listener.AcceptSocketAsync()) is { } client)
            {
                Track(JoinAsync(client));
            }
            else
            {
                // A caller who has hung up meanwhile, or no socket left: the next one may have more luck.
                await Task.Delay(Pause);
            }
        }
    }

    private async Task JoinAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            if (!Keep(client, server))
            {
                return;
            }

            await ThroughAsync();
            if (await TryAsync(() => ConnectAsync(server)) is not null)
            {
                await Task.WhenAll(PumpAsync(client, server), PumpAsync(server, client));
            }

            Forget(client, server);
        }
    }

    private async Task<Socket?> ConnectAsync(Socket server)
    {
        await server.ConnectAsync(_target);
        return server;
    }

    private Task PumpAsync(Socket from, Socket to) =>
        TryAsync<object>(async () =>
        {
            try
            {
                (from.NoDelay, to.NoDelay) = (true, true);
                var buffer = new byte[16 * 1024];
                while (await from.ReceiveAsync(buffer) is var read and > 0)
                {
                    await ThroughAsync();
                    for (var sent = 0; sent < read; )
                    {
                        sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                    }
                }

                await ThroughAsync();
                to.Shutdown(SocketShutdown.Send);
            }
            catch
            {
                // A reset on one side is one on the other, once it gets through.
                await ThroughAsync();
                from.Dispose();
                to.Dispose();
                throw;
            }

            return null;
        });

    // It may be cut again before this goes on.
    private async Task ThroughAsync()
    {
        while (Volatile.Read(ref _opened).Task is { IsCompleted: false } cut)
        {
            await cut;
        }
    }

    private bool Keep(params Socket[] sockets)
    {
        lock (_lock)
        {
            if (_listener is null)
            {
                return false;
            }

            _sockets.UnionWith(sockets);
            return true;
        }
    }

    private void Forget(params Socket[] sockets)
    {
        lock (_lock)
        {
            _sockets.ExceptWith(sockets);
        }
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T?>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace WecomPlatform.Path;

/// <summary>
/// Connections that are memory: no kernel, no other thread. A server behind it works on the thread of whoever writes a request, so that
/// its time can be taken to some hundredths.
/// </summary>
internal sealed class MemoryTransport : IConnectionListenerFactory
{
    private const int Room = 1 << 20;
    private readonly ConcurrentDictionary<int, Listener> _listeners = new();

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(_listeners[((IPEndPoint)endpoint).Port] = new Listener((IPEndPoint)endpoint));

    public bool IsBound(int port) => _listeners.ContainsKey(port);

    /// <summary>Connects to a port that is bound.</summary>
    public IDuplexPipe Connect(int port) => _listeners[port].Connect();

    private static PipeOptions Inline(PipeScheduler reader) =>
        new(null, reader, PipeScheduler.Inline, Room, Room / 2, useSynchronizationContext: false);

    private sealed class Listener(IPEndPoint endpoint) : IConnectionListener
    {
        private readonly Channel<ConnectionContext?> _accepted = Channel.CreateUnbounded<ConnectionContext?>();

        public EndPoint EndPoint => endpoint;

        public IDuplexPipe Connect()
        {
            var requests = new Pipe(Inline(PipeScheduler.Inline));
            var answers = new Pipe(Inline(PipeScheduler.ThreadPool));
            _accepted.Writer.TryWrite(new MemoryConnection(new DuplexPipe(requests.Reader, answers.Writer), endpoint));
            return new DuplexPipe(answers.Reader, requests.Writer);
        }

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            _accepted.Reader.ReadAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _accepted.Writer.TryWrite(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace WecomPlatform.Path;

/// <summary>The server's side of a connection in memory.</summary>
internal sealed class MemoryConnection : ConnectionContext
{
    public MemoryConnection(IDuplexPipe transport, IPEndPoint local)
    {
        Transport = transport;
        LocalEndPoint = local;
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1);
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => Transport.Output.Complete(abortReason);
}

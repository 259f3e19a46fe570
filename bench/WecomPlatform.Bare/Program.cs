using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

// The least that a web server can do: reads the body, and answers a constant of the given size with the headers that the platform has.
// Usage: REST-PORT GRPC-PORT REST-BYTES GRPC-BYTES
var numbers = Array.ConvertAll(args, text => int.Parse(text, CultureInfo.InvariantCulture));
var (restPort, grpcPort) = (numbers[0], numbers[1]);
var rest = new byte[numbers[2]];
rest.AsSpan().Fill((byte)'x');
var grpc = new byte[numbers[3]];
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.Http2.MaxStreamsPerConnection = 2000;
    kestrel.ListenLocalhost(restPort);
    kestrel.ListenLocalhost(grpcPort, endpoint => endpoint.Protocols = HttpProtocols.Http2);
});
var app = builder.Build();
app.Run(async context =>
{
    var reader = context.Request.BodyReader;
    if (!reader.TryRead(out var read))
    {
        read = await reader.ReadAsync();
    }

    while (!read.IsCompleted)
    {
        reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        read = await reader.ReadAsync();
    }

    reader.AdvanceTo(read.Buffer.End);
    var headers = context.Response.Headers;
    if (context.Connection.LocalPort == grpcPort)
    {
        headers.ContentType = "application/grpc";
        context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = "0";
        await context.Response.StartAsync();
        context.Response.BodyWriter.Write(grpc);
    }
    else
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentType = "application/json";
        headers.CacheControl = "no-store";
        headers.ContentLength = rest.Length;
        await context.Response.StartAsync();
        context.Response.BodyWriter.Write(rest);
    }
});
await app.RunAsync();

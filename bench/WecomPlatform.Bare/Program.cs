using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WecomPlatform.Bare;

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
app.Run(context =>
    context.Connection.LocalPort == grpcPort ? BareEndpoint.AnswerCallAsync(context, grpc) : BareEndpoint.AnswerAsync(context, rest)
);
await app.RunAsync();

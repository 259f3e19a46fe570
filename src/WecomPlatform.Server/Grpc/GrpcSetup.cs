using Microsoft.AspNetCore.Server.Kestrel.Core;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Grpc;

/// <summary>gRPC: its port and its services.</summary>
internal static class GrpcSetup
{
    // A batch of a thousand urls comes and goes without waiting for window updates.
    private const int StreamWindow = 2 * 1024 * 1024;
    private const int ConnectionWindow = 16 * 1024 * 1024;

    public static void AddGrpc(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<GrpcOptions>(GrpcOptions.Section, options => options.Validate());
        builder.Services.AddSingleton<IGrpcService, SignaturesService>();
        builder.Services.AddSingleton<IGrpcService, TokensService>();
        builder.Services.AddSingleton<IGrpcService, HealthService>();
        builder.Services.AddSingleton<GrpcServer>();
        var options = Options(builder.Configuration);
        if (options.Url is not { } url || options.Validate().Any())
        {
            return;
        }

        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(Urls(builder.Configuration, url.GetLeftPart(UriPartial.Authority)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = options.StreamsPerConnection;
            kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindow;
            kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                NodeSetup.RememberKeys(endpoint);
                if (endpoint.IPEndPoint?.Port == url.Port)
                {
                    endpoint.Protocols = HttpProtocols.Http2;
                }
            });
        });
    }

    /// <summary>Whatever comes to gRPC's port is gRPC, and nothing else is.</summary>
    public static void UseGrpc(this WebApplication app)
    {
        if (Options(app.Configuration).Url?.Port is { } port)
        {
            var server = app.Services.GetRequiredService<GrpcServer>();
            // Its port speaks nothing but HTTP/2, which costs less to ask for.
            app.Use(
                (context, next) =>
                    HttpProtocol.IsHttp2(context.Request.Protocol) && context.Connection.LocalPort == port
                        ? server.InvokeAsync(context)
                        : next(context)
            );
        }
    }

    private static GrpcOptions Options(IConfiguration configuration) =>
        configuration.GetSection(GrpcOptions.Section).Get<GrpcOptions>() ?? new GrpcOptions();

    // As soon as one address is given in code, the web server asks for no other; so all of them are.
    private static string[] Urls(ConfigurationManager configuration, string grpc)
    {
        var rest =
            configuration["urls"]
            ?? (configuration["http_ports"] is { } ports ? $"http://*:{ports.Replace(";", ";http://*:", StringComparison.Ordinal)}" : null)
            ?? "http://localhost:5000";
        return [.. rest.Split(';'), grpc];
    }
}

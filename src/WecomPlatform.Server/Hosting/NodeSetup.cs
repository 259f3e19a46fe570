using Microsoft.AspNetCore.Server.Kestrel.Core;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Hosting;

/// <summary>What makes the process a node: its clock, its logs, its web server, its way to stop.</summary>
internal static class NodeSetup
{
    // The longest url that can be signed, each of its characters escaped in a query, and the ids beside it.
    private const int MaxRequestLine = (PageUrl.MaxLength * 3) + 8192;

    public static void AddNode(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            kestrel.ConfigureEndpointDefaults(RememberKeys);
        });
        // It logs whole urls: queries hold pages' urls with their login codes, and keys of callers who put them there. And as long as it
        // may log anything at all, each request pays for an Activity and a scope that nobody reads.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.AddChecked<NodeOptions>(NodeOptions.Section, options => options.Validate());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PublicUrl>();
        builder.Services.AddSingleton<Failures>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        builder.Services.AddHostedService<StarvationWatch>();
    }

    /// <summary>Gives each connection of an endpoint a place to remember its caller's key.</summary>
    public static void RememberKeys(ListenOptions endpoint) =>
        endpoint.Use(static next =>
            connection =>
            {
                connection.Features.Set(new ConnectionKey());
                return next(connection);
            }
        );

    /// <summary>A draining node asks its callers to come back on another connection, which a balancer leads to another node.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (context, next) =>
            {
                if (drain.IsDraining)
                {
                    context.Response.Headers.Connection = "close";
                }

                return next(context);
            }
        );
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>A tenant's server that takes messages of the platform.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single() + "/hook?kind=wecom";

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<WebhookPost> Taken { get; } = new();

    /// <summary>How often something was refused.</summary>
    public int Refused;

    /// <summary>Whether everything is answered 500.</summary>
    public bool IsDown { get; set; }

    public static async Task<WebhookServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new WebhookServer(app);
        app.MapPost("/hook", server.TakeAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (IsDown)
        {
            Interlocked.Increment(ref Refused);
            context.Response.StatusCode = 500;
            return;
        }

        Taken.Enqueue(
            new WebhookPost(
                body,
                context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
                context.Request.Headers["Wecom-Platform-Signature"].ToString(),
                context.Request.Headers["Wecom-Platform-Delivery"].ToString()
            )
        );
        await context.Response.WriteAsync("success");
    }
}

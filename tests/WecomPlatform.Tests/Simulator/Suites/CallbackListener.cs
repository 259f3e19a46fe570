using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Simulator.Suites;

/// <summary>A provider's server: takes callbacks, opens them with the platform's own cipher and answers as the test says.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    public const string Token = "aToken0123456789";
    public const string EncodingAesKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM1aR9";

    private readonly WebApplication _app;
    private readonly CallbackCipher _cipher = CallbackCipher.TryCreate(new Secret(Token), new Secret(EncodingAesKey))!;

    private CallbackListener(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public ConcurrentQueue<ReceivedCallback> Received { get; } = new();

    /// <summary>Writes the answer to a POST; <c>success</c> unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("success");

    /// <summary>Changes the answer to a verification.</summary>
    public Func<string, string> Echo { get; set; } = plaintext => plaintext;

    public static async Task<CallbackListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new CallbackListener(app);
        app.Map("/{**path}", listener.TakeAsync);
        await app.StartAsync();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var signature = new CallbackSignature(query["msg_signature"]!, query["timestamp"]!, query["nonce"]!);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var envelope = body.Length > 0 ? EncryptedXml.Read(body).Value : null;
        var opened = _cipher.Open(signature, envelope?.Encrypt ?? query["echostr"]!);
        Received.Enqueue(new ReceivedCallback(context.Request.Path, query["corp"], signature, envelope, opened));
        await (envelope is null ? context.Response.WriteAsync(Echo(opened.Value!.Text)) : Answer(context));
    }
}

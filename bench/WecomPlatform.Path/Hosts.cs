using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using WecomPlatform.Bare;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.Path;

/// <summary>The node and the bare server, both in this process and behind connections in memory.</summary>
internal static class Hosts
{
    public const int NodePort = 1; // no port of the machine
    public const int BarePort = 3;

    /// <summary>Starts a node, beside those that the options are of.</summary>
    public static async Task<IHost> StartNodeAsync(NodeOptions options, MemoryTransport transport)
    {
        foreach (var (name, value) in NodeProcess.EnvironmentOf(options))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Environment.SetEnvironmentVariable("Grpc__Url", $"http://127.0.0.1:{NodePort + 1}");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var all = DiagnosticListener.AllListeners.Subscribe(
            new Observer<DiagnosticListener>(source =>
            {
                if (source.Name == "Microsoft.Extensions.Hosting")
                {
                    source.Subscribe(new Observer<KeyValuePair<string, object?>>(step => OnStep(step.Key, step.Value, transport, built)));
                }
            })
        );
        var main = Assembly.Load("WecomPlatform.Server").EntryPoint!;
        _ = Task.Run(() => main.Invoke(null, [new[] { "--urls", $"http://127.0.0.1:{NodePort}" }]));
        var node = await built.Task;
        await WaitUntilBoundAsync(transport, NodePort);
        return node;
    }

    /// <summary>Starts the bare server.</summary>
    public static async Task<IHost> StartBareAsync(byte[] constant, MemoryTransport transport)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IConnectionListenerFactory>(transport);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(BarePort);
        });
        var app = builder.Build();
        app.Run(context => BareEndpoint.AnswerAsync(context, constant));
        await app.StartAsync();
        await WaitUntilBoundAsync(transport, BarePort);
        return app;
    }

    private static void OnStep(string name, object? what, MemoryTransport transport, TaskCompletionSource<IHost> built)
    {
        if (name == "HostBuilding")
        {
            ((IHostBuilder)what!).ConfigureServices(services => services.AddSingleton<IConnectionListenerFactory>(transport));
        }
        else if (name == "HostBuilt")
        {
            built.TrySetResult((IHost)what!);
        }
    }

    private static async Task WaitUntilBoundAsync(MemoryTransport transport, int port)
    {
        while (!transport.IsBound(port))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private sealed class Observer<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnNext(T value) => onNext(value);

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}

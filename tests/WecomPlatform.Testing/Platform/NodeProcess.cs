using System.Globalization;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Platform;

/// <summary>One node of the platform, as a process of its own.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    // A machine that builds at the same time takes its time.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private NodeProcess(NodeOptions options)
    {
        Options = options;
        BaseAddress = new Uri($"http://127.0.0.1:{options.Port}");
        Client = new HttpClient { BaseAddress = BaseAddress };
        Process = DotnetProgram.Start("WecomPlatform.Server", options.Name, ["--urls", BaseAddress.OriginalString], EnvironmentOf(options));
    }

    public NodeOptions Options { get; }

    public Uri BaseAddress { get; }

    public HttpClient Client { get; }

    public ChildProcess Process { get; }

    /// <summary>The environment of a node that is started like that.</summary>
    public static IReadOnlyDictionary<string, string?> EnvironmentOf(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Platform"] = options.ConnectionString,
            ["Wecom__BaseUrl"] = options.WecomBaseUrl.OriginalString,
            ["Sealing__ActiveKey"] = "k1",
            ["Sealing__Keys__k1"] = options.Secrets.SealingKey,
            ["Admin__Key"] = options.Secrets.AdminKey,
            ["Node__Name"] = options.Name,
            ["Grpc__Url"] = $"http://127.0.0.1:{options.GrpcPort}",
            ["Grains__Address"] = "127.0.0.1",
            ["Grains__SiloPort"] = options.SiloPort.ToString(CultureInfo.InvariantCulture),
            ["Grains__GatewayPort"] = options.GatewayPort.ToString(CultureInfo.InvariantCulture),
            ["Grains__ProbeEvery"] = "00:00:01",
        };
        foreach (var (key, value) in options.Environment)
        {
            environment[key] = value;
        }

        return environment;
    }

    /// <summary>Starts the node without waiting for it.</summary>
    public static NodeProcess Launch(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new NodeProcess(options);
    }

    /// <summary>Starts the node; returns when it may take traffic.</summary>
    public static async Task<NodeProcess> StartAsync(NodeOptions options)
    {
        var node = Launch(options);
        try
        {
            await node.WaitUntilReadyAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public Task WaitUntilReadyAsync(TimeSpan? deadline = null) =>
        Process.WaitUntilReadyAsync(new Uri(BaseAddress, "/readyz"), deadline ?? StartDeadline);

    /// <summary><c>POST /v1/signatures</c>, whatever the answer.</summary>
    public Task<HttpAnswer> SignAsync(string key, object request, CancellationToken ct = default) =>
        Client.SendJsonAsync(HttpMethod.Post, "/v1/signatures", request, key, ct);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }
}

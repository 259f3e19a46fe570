using System.Globalization;
using System.Text;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Load;

/// <summary>All that is measured, each a process of its own: a node with database and simulator, the bare server, the peers.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Page = "https://app.example.com/crm/customers/10086?corp=ww0123456789abcdef&from=sidebar&tab=orders";

    private const int HighestRate = 1_000_000; // a second, for one corp

    private readonly List<ChildProcess> _children = [];
    private readonly PlatformHost _host;
    private readonly PlatformApp _app;
    private readonly string _ticket;

    private Rig(PlatformHost host, PlatformApp app, string limitedKey, string ticket)
    {
        _host = host;
        _app = app;
        Key = limitedKey;
        _ticket = ticket;
    }

    public Target Platform { get; private set; } = null!;

    public Target Bare { get; private set; } = null!;

    /// <summary>A key whose rate is limited, though never reached: the limit is part of what is measured.</summary>
    public string Key { get; }

    /// <summary>A key without a limit: batches sign more pages a second than any limit allows.</summary>
    public string BatchKey => _app.Key;

    public string CorpId => _app.App.CorpId;

    public Request Post => new("POST", "/v1/signatures", $"{{\"corpId\":\"{CorpId}\",\"url\":\"{Page}\"}}", [Authorization(Key), Json]);

    public Request Get => new("GET", $"/v1/signatures?corpId={CorpId}&url={Uri.EscapeDataString(Page)}", null, [Authorization(Key)]);

    public Request Batch(int pages) =>
        new(
            "POST",
            "/v1/signatures:batch",
            $"{{\"requests\":[{string.Join(',', Enumerable.Range(0, pages).Select(n => $"{{\"corpId\":\"{CorpId}\",\"url\":\"{Page}&n={n}\"}}"))}]}}",
            [Authorization(BatchKey), Json]
        );

    private static (string, string) Authorization(string key) => ("Authorization", $"Bearer {key}");

    private static (string, string) Json => ("Content-Type", "application/json");

    public static async Task<Rig> StartAsync()
    {
        var host = await PlatformHost.StartAsync();
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app, Page)).Expect();
        var credentials = await host.Simulator.CredentialsAsync();
        var ticket = (string)credentials["corpTickets"]!.AsArray().Last()!["value"]!;
        var limited = await host.Admin.CreateKeyAsync(app.Tenant, rate: HighestRate);
        var rig = new Rig(host, app, limited.Key, ticket);
        var node = host.Nodes[0];
        rig.Platform = new Target(node.BaseAddress, new Uri($"http://127.0.0.1:{node.Options.GrpcPort}"), new Server(node.Process.Id));
        await rig.StartBareAsync();
        return rig;
    }

    /// <summary>Starts a peer of bench/peers.</summary>
    public async Task<Target> StartPeerAsync(string name, int workers)
    {
        var port = FreePorts.Next();
        var peer = ChildProcess.Start(
            new ChildProcessOptions(name, "/usr/bin/env", ["node", name + ".js"])
            {
                WorkingDirectory = Path.Combine(RepositoryPaths.Root, "bench", "peers"),
                Environment = new Dictionary<string, string?>
                {
                    ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
                    ["WORKERS"] = workers.ToString(CultureInfo.InvariantCulture),
                    ["TICKET"] = _ticket,
                    ["KEY"] = Key,
                },
            }
        );
        _children.Add(peer);
        var target = new Target(new Uri($"http://127.0.0.1:{port}"), null, new Server(peer.Id));
        using var client = new HttpClient { BaseAddress = target.Rest };
        await peer.WaitUntilReadyAsync(ct => AnswersAsync(client, ct), $"{name} answers");
        return target;
    }

    /// <summary>A load generator cannot read gRPC's status: the node's own counters say whether it refused anything.</summary>
    public async Task CheckNothingWasRefusedAsync()
    {
        var metrics = await _host.Nodes[0].Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        if (metrics.Contains("wecom_sign_refusals_total{", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The node refused to sign:\n{metrics}");
        }
    }

    /// <summary>A message for Sign, in its frame.</summary>
    public byte[] SignFrame(string url = Page) => Frame(SignMessage(url));

    /// <summary>A message for SignBatch, in its frame.</summary>
    public byte[] BatchFrame(int pages) => Frame([.. Enumerable.Range(0, pages).SelectMany(n => Field(1, SignMessage($"{Page}&n={n}")))]);

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }

        await _host.DisposeAsync();
        await (await SharedPostgres.GetAsync()).DisposeAsync();
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            return (await client.SendJsonAsync(HttpMethod.Post, Post.Path, new { corpId = CorpId, url = Page }, Key, ct)).IsSuccess;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task StartBareAsync()
    {
        var one = (await _host.Nodes[0].SignAsync(Key, new { corpId = CorpId, url = Page })).Expect();
        var (rest, grpc) = (FreePorts.Next(), FreePorts.Next());
        var reply = 5 + 2 + Page.Length + 2 + 66; // head, url, signature
        var bare = ChildProcess.Start(
            new ChildProcessOptions(
                "bare",
                "/usr/bin/env",
                [
                    "dotnet",
                    RepositoryPaths.Program("WecomPlatform.Bare"),
                    .. new[] { rest, grpc, Encoding.UTF8.GetByteCount(one.Text), reply }.Select(n =>
                        n.ToString(CultureInfo.InvariantCulture)
                    ),
                ]
            )
        );
        _children.Add(bare);
        Bare = new Target(new Uri($"http://127.0.0.1:{rest}"), new Uri($"http://127.0.0.1:{grpc}"), new Server(bare.Id));
        await bare.WaitUntilReadyAsync(Bare.Rest);
    }

    private byte[] SignMessage(string url) => [.. Field(1, Encoding.ASCII.GetBytes(CorpId)), .. Field(4, Encoding.ASCII.GetBytes(url))];

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(int number) => number < 0x80 ? [(byte)number] : [(byte)(number | 0x80), .. Varint(number >> 7)];

    private static byte[] Frame(byte[] message) =>
        [0, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];
}

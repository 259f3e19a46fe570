using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Testing.Platform;

/// <summary>The whole product for one test: a database, a simulator and nodes, all real processes.</summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private readonly PlatformOptions _options;
    private readonly List<NodeProcess> _nodes = [];

    private PlatformHost(PlatformOptions options, PostgresDatabase database, SimulatorProcess simulator)
    {
        _options = options;
        Database = database;
        Simulator = simulator;
    }

    public PostgresDatabase Database { get; }

    public SimulatorProcess Simulator { get; }

    public PlatformSecrets Secrets { get; } = PlatformSecrets.Generate();

    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <summary>The admin API of the first node.</summary>
    public AdminClient Admin => AdminOf(_nodes[0]);

    public static async Task<PlatformHost> StartAsync(PlatformOptions? options = null)
    {
        options ??= new PlatformOptions();
        var postgres = options.Postgres ?? await SharedPostgres.GetAsync();
        var database = await postgres.CreateDatabaseAsync(options.TableFolder);
        var host = new PlatformHost(options, database, await SimulatorProcess.StartAsync());
        try
        {
            // Side by side, as nodes of a new deployment start: they have to agree on who migrates the database.
            await Task.WhenAll(
                Enumerable.Range(0, options.Nodes).Select(_ => host.LaunchNode().WaitUntilReadyAsync(TimeSpan.FromSeconds(60)))
            );
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public AdminClient AdminOf(NodeProcess node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return new AdminClient(node.Client, Secrets.AdminKey);
    }

    /// <summary>One more node on the same database; returns when it may take traffic.</summary>
    public async Task<NodeProcess> AddNodeAsync(IReadOnlyDictionary<string, string?>? environment = null)
    {
        var node = LaunchNode(environment);
        await node.WaitUntilReadyAsync();
        return node;
    }

    /// <summary>One more node on the same database, not waited for.</summary>
    public NodeProcess LaunchNode(IReadOnlyDictionary<string, string?>? environment = null)
    {
        var all = _options.Engines.Environment(_nodes.Count);
        foreach (var (key, value) in _options.Environment.Concat(environment ?? new Dictionary<string, string?>()))
        {
            all[key] = value;
        }

        var node = NodeProcess.Launch(
            // Many nodes share one small cluster: no pool may take all of its connections.
            new NodeOptions($"n{_nodes.Count + 1}", Database.ConnectionString + ";Maximum Pool Size=20", Simulator.BaseAddress, Secrets)
            {
                Environment = all,
            }
        );
        _nodes.Add(node);
        return node;
    }

    /// <summary>A node that ended comes back at its place and port, with the same options but for those given.</summary>
    public async Task<NodeProcess> RestartNodeAsync(NodeProcess node, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        await node.DisposeAsync();
        var all = new Dictionary<string, string?>(node.Options.Environment);
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>())
        {
            all[key] = value;
        }

        return _nodes[_nodes.IndexOf(node)] = await NodeProcess.StartAsync(node.Options with { Environment = all });
    }

    /// <summary>Makes the app known to the simulator and to a tenant of the platform, with a key for it.</summary>
    public async Task<PlatformApp> SetUpAppAsync(CorpApp? app = null, string tenant = "t1")
    {
        app ??= CorpApp.Fresh();
        await Simulator.PutCorpAsync(app.CorpId);
        await Simulator.PutAgentAsync(app);
        await Admin.CreateTenantAsync(tenant);
        await Admin.PutCorpAsync(tenant, app.CorpId);
        await Admin.PutAgentAsync(tenant, app);
        var key = await Admin.CreateKeyAsync(tenant);
        return new PlatformApp(tenant, key.Key, app);
    }

    /// <summary>Signs for both identities of the app at one of the nodes, whatever the answer.</summary>
    public Task<HttpAnswer> SignAsync(PlatformApp app, string url = "https://app.example.com/", int node = 0)
    {
        ArgumentNullException.ThrowIfNull(app);
        return _nodes[node].SignAsync(app.Key, app.SignRequest(url));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Simulator.DisposeAsync();
    }
}

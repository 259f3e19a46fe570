using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.TestingHost;
using WecomPlatform.Grains.Hosting;
using WecomPlatform.Grains.Owning;
using WecomPlatform.Grains.Routing;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>Silos in this process, set up as a node sets them up: ADO.NET clustering and storage on a real PostgreSQL.</summary>
public sealed class OwnersCluster : IAsyncDisposable
{
    private readonly TestCluster _cluster;

    private OwnersCluster(TestCluster cluster, GrainOptions options, GrainStore store)
    {
        _cluster = cluster;
        Options = options;
        Store = store;
        Silos = [.. cluster.Silos.Select(Silo)];
    }

    public GrainOptions Options { get; }

    public GrainStore Store { get; }

    public IReadOnlyList<OwnersSilo> Silos { get; }

    /// <summary>Starts silos on a database of their own.</summary>
    public static async Task<OwnersCluster> StartAsync(short silos, GrainOptions? options = null)
    {
        options ??= new GrainOptions { WarmEvery = TimeSpan.FromHours(1) };
        options.ClusterId = $"test-{Guid.NewGuid():N}";
        var store = await MigratedStoreAsync();
        var builder = new TestClusterBuilder(silos);
        builder.Options.ClusterId = options.ClusterId;
        builder.Options.ServiceId = options.ServiceId;
        builder.Options.UseTestClusterMembership = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.GatewayPerSilo = true;
        builder.Properties["store"] = store.ConnectionString;
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        SiloConfigurator.Options[options.ClusterId] = options;
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new OwnersCluster(cluster, options, store);
    }

    /// <summary>Ends the activations that nobody is using now.</summary>
    public Task DeactivateIdleAsync() => Silos[0].Cluster.Grains!.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private static async Task<GrainStore> MigratedStoreAsync()
    {
        var text = (await SharedPostgres.CreateDatabaseAsync()).ConnectionString;
        await using var database = NpgsqlDataSource.Create(text);
        await new Migrator(database, NullLogger<Migrator>.Instance).RunAsync([Migrator.Orleans], CancellationToken.None);
        return new GrainStore(text, "test");
    }

    private static OwnersSilo Silo(SiloHandle handle)
    {
        var services = ((InProcessSiloHandle)handle).SiloHost.Services;
        var cluster = new GrainCluster();
        cluster.Join(services.GetRequiredService<IGrainFactory>());
        return new OwnersSilo(handle, (SwitchedOwners)services.GetRequiredService<SiloOwners>().Port, cluster);
    }
}

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>A cluster of three silos that the contract's tests share, one test at a time.</summary>
[CollectionDefinition(nameof(ThreeSilos))]
public sealed class ThreeSilos : IAsyncLifetime, ICollectionFixture<ThreeSilos>
{
    public OwnersCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await OwnersCluster.StartAsync(3);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using WecomPlatform.Grains.Hosting;
using WecomPlatform.Grains.Owning;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>Sets a silo up for a test. Orleans makes it by its type alone, so what it needs is looked up.</summary>
public sealed class SiloConfigurator : ISiloConfigurator
{
    public static ConcurrentDictionary<string, GrainOptions> Options { get; } = new();

    public void Configure(ISiloBuilder siloBuilder)
    {
        var options = Options[siloBuilder.Configuration["Orleans:ClusterId"] ?? siloBuilder.Configuration["ClusterId"]!];
        siloBuilder.Services.AddSingleton(options);
        siloBuilder.Services.AddSingleton(TimeProvider.System);
        siloBuilder.Services.AddSingleton<GrainCluster>();
        siloBuilder.Services.AddSingleton(new SiloOwners(new SwitchedOwners()));
        siloBuilder.AddOwnerGrains(options, $"silo-{Guid.NewGuid():N}", new GrainStore(siloBuilder.Configuration["store"]!));
    }
}

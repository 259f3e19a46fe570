using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using WecomPlatform.Grains.Hosting;
using WecomPlatform.Grains.Owning;

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
        siloBuilder.Services.AddSingleton(new SiloOwners(new SwitchedOwners()));
        siloBuilder.AddIncomingGrainCallFilter<RecordedMessages>();
        siloBuilder.AddOwnerGrains(options, new GrainStore(siloBuilder.Configuration["store"]!, "test"));
    }
}

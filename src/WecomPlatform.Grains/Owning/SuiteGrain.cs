using Microsoft.Extensions.Logging;
using WecomPlatform.Grains.Demand;
using WecomPlatform.Grains.Hosting;

namespace WecomPlatform.Grains.Owning;

/// <summary>The owner of a suite's credentials.</summary>
[GrainType("wecom-suite")]
public sealed class SuiteGrain(
    [PersistentState(DemandMemory.Name, DemandMemory.Name)] IPersistentState<DemandState> demand,
    SiloOwners owners,
    GrainOptions options,
    TimeProvider clock,
    ILogger<SuiteGrain> logger
) : OwnerGrain(new DemandMemory(demand, logger), owners, options, clock), ISuiteGrain;

using Microsoft.Extensions.Logging;
using WecomPlatform.Grains.Demand;
using WecomPlatform.Grains.Hosting;

namespace WecomPlatform.Grains.Owning;

/// <summary>The owner of a corp's credentials that belong to none of its apps.</summary>
[GrainType("wecom-corp")]
public sealed class CorpGrain(
    [PersistentState(DemandMemory.Name, DemandMemory.Name)] IPersistentState<DemandState> demand,
    SiloOwners owners,
    GrainOptions options,
    TimeProvider clock,
    ILogger<CorpGrain> logger
) : OwnerGrain(new DemandMemory(demand, logger), owners, options, clock), ICorpGrain;

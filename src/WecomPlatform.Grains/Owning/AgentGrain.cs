using Microsoft.Extensions.Logging;
using WecomPlatform.Grains.Demand;
using WecomPlatform.Grains.Hosting;

namespace WecomPlatform.Grains.Owning;

/// <summary>The owner of an app's credentials.</summary>
[GrainType("wecom-agent")]
public sealed class AgentGrain(
    [PersistentState(DemandMemory.Name, DemandMemory.Name)] IPersistentState<DemandState> demand,
    SiloOwners owners,
    GrainOptions options,
    TimeProvider clock,
    ILogger<AgentGrain> logger
) : OwnerGrain(new DemandMemory(demand, logger), owners, options, clock), IAgentGrain;

using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Hosting;

/// <summary>Opens the node's way to the grains when its silo has joined, and closes it before the silo hands its grains over.</summary>
internal sealed class SiloPresence(GrainCluster cluster, IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(SiloPresence), ServiceLifecycleStage.Active, Join, Leave);

    private Task Join(CancellationToken ct)
    {
        cluster.Join(grains);
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken ct)
    {
        cluster.Leave();
        return Task.CompletedTask;
    }
}

using Orleans.Configuration;
using WecomPlatform.Grains.Demand;

namespace WecomPlatform.Grains.Hosting;

/// <summary>What every silo of ours is: its membership, and what its grains remember.</summary>
internal static class SiloSetup
{
    public static void AddOwnerGrains(this ISiloBuilder silo, GrainOptions options, GrainStore store) =>
        silo.Configure<ClusterOptions>(options.Apply)
            .Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = options.ProbeEvery;
                // Silos that are lost together cannot vote on each other: after three of these spans without a sign of life they need not.
                membership.IAmAliveTablePublishTimeout = options.ProbeEvery * 2;
            })
            .Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.KeepIdle)
            .UseAdoNetClustering(clustering =>
                (clustering.Invariant, clustering.ConnectionString) = (GrainStore.Invariant, store.ConnectionString)
            )
            .AddAdoNetGrainStorage(
                DemandMemory.Name,
                storage => (storage.Invariant, storage.ConnectionString) = (GrainStore.Invariant, store.ConnectionString)
            );

    public static void Apply(this GrainOptions options, ClusterOptions cluster) =>
        (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId);
}

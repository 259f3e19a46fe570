using Orleans.TestingHost;
using WecomPlatform.Grains.Routing;

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>One silo of a test's cluster.</summary>
/// <param name="Handle">The silo.</param>
/// <param name="Owners">The body of its grains.</param>
/// <param name="Cluster">The way from it to all grains.</param>
public sealed record OwnersSilo(SiloHandle Handle, SwitchedOwners Owners, GrainCluster Cluster);

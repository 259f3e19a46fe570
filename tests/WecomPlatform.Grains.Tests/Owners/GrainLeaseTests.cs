using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainLeaseTests(OwnersDatabase database, ThreeSilos silos) : LeaseContract(database, new GrainEngine(silos.Cluster));

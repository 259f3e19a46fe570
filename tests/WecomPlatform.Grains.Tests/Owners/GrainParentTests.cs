using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainParentTests(OwnersDatabase database, ThreeSilos silos) : ParentContract(database, new GrainEngine(silos.Cluster));

using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainSharedFetchTests(OwnersDatabase database, ThreeSilos silos)
    : SharedFetchContract(database, new GrainEngine(silos.Cluster));

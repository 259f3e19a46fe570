using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainSameValueTests(OwnersDatabase database, ThreeSilos silos)
    : SameValueContract(database, new GrainEngine(silos.Cluster));

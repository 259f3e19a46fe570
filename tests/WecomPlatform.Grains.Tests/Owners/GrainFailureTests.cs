using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainFailureTests(OwnersDatabase database, ThreeSilos silos)
    : FailureContract(database, new GrainEngine(silos.Cluster));

using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainChainTests(OwnersDatabase database, ThreeSilos silos) : ChainContract(database, new GrainEngine(silos.Cluster));

using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

[Collection(nameof(ThreeSilos))]
public sealed class GrainComplaintTests(OwnersDatabase database, ThreeSilos silos)
    : ComplaintContract(database, new GrainEngine(silos.Cluster));

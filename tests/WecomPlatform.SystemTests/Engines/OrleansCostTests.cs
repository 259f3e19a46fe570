using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Engines;

[Trait("Engine", "Orleans")]
public sealed class OrleansCostTests(ITestOutputHelper output) : EngineCosts(EngineMix.Orleans, output);

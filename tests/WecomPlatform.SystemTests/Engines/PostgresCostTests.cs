using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Engines;

public sealed class PostgresCostTests(ITestOutputHelper output) : EngineCosts(EngineMix.Postgres, output);

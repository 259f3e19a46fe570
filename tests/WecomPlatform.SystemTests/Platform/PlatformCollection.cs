namespace WecomPlatform.SystemTests.Platform;

/// <summary>The tests that share one platform; each makes its own tenant, corp and app.</summary>
[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<PlatformFixture>
{
    public const string Name = "platform";
}

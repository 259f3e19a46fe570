namespace WecomPlatform.SystemTests.Chaos;

/// <summary>One after the other: they judge what takes how long.</summary>
[CollectionDefinition(Name)]
public sealed class ChaosCollection
{
    public const string Name = "chaos";
}

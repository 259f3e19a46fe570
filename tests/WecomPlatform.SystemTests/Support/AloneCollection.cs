namespace WecomPlatform.SystemTests.Support;

/// <summary>Tests that load the machine, or judge what takes how long: they run after all others, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

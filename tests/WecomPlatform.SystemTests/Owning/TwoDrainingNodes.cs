using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>Two nodes that say for a second that they are about to stop.</summary>
public sealed class TwoDrainingNodes : TwoNodes
{
    protected override IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?> { ["Node__DrainDelay"] = "00:00:01" };
}

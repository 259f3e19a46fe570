using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Budgets;

/// <summary>Nodes that probe a rejected secret again after seconds.</summary>
public sealed class TwoNodesWithShortMemory : TwoNodes
{
    protected override IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?> { ["Credentials__RejectedProbeInterval"] = "00:00:03" };
}

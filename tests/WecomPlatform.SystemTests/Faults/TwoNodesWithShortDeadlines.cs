using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>Nodes that give up on WeCom soon and ask again soon.</summary>
public sealed class TwoNodesWithShortDeadlines : TwoNodes
{
    protected override IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?>
        {
            ["Credentials__Lease"] = "00:00:05",
            ["Credentials__FetchTimeout"] = "00:00:02",
            ["Credentials__BackoffMax"] = "00:00:02",
            ["Credentials__RejectedProbeInterval"] = "00:00:03",
        };
}

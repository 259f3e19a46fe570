using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>Nodes whose leases end soon.</summary>
public sealed class TwoNodesWithShortLeases : TwoNodes
{
    protected override IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?> { ["Credentials__Lease"] = "00:00:06", ["Credentials__FetchTimeout"] = "00:00:03" };
}

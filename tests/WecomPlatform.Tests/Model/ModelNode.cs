namespace WecomPlatform.Tests.Model;

/// <summary>Where a node stands in a refresh, and the snapshot its readers hold.</summary>
internal sealed record ModelNode(
    ModelStep Step,
    (long Generation, long Fence) Seen,
    long Fence,
    int Answer,
    long SnapshotGeneration,
    int SnapshotValue,
    int SnapshotExpiresAt
)
{
    public static ModelNode Fresh { get; } = new(ModelStep.Idle, default, 0, 0, 0, 0, 0);
}

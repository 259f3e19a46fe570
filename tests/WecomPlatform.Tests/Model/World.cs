namespace WecomPlatform.Tests.Model;

/// <summary>
/// Two nodes, one row, WeCom, and what an omniscient observer has noted. A value is the number of the call that WeCom answered with it,
/// so that a higher one is newer.
/// </summary>
internal sealed record World(
    int Now,
    ModelRow Row,
    ModelRow RowBeforeLastCommit,
    ModelNode A,
    ModelNode B,
    int Calls,
    int Writes,
    int Excuses,
    long Clock,
    bool HasFailedOver,
    bool HasCrashed,
    string Written,
    string? Violation
)
{
    public static World Start { get; } =
        new(0, ModelRow.Empty, ModelRow.Empty, ModelNode.Fresh, ModelNode.Fresh, 0, 0, 0, 0, false, false, string.Empty, null);

    public ModelNode Node(bool isA) => isA ? A : B;

    public World With(bool isA, ModelNode node) => isA ? this with { A = node } : this with { B = node };

    public World Commit(ModelRow row) => this with { RowBeforeLastCommit = Row, Row = row };
}

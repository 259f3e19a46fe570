namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Something that was done to the platform.</summary>
/// <param name="Kind">To whom.</param>
/// <param name="What">For people to read.</param>
/// <param name="Begin">Just before it began.</param>
/// <param name="Node">The node; null when it is not about one.</param>
/// <param name="CorpId">The only corp that it hits; null: all.</param>
public sealed record Disturbance(DisturbanceKind Kind, string What, DateTimeOffset Begin, int? Node, string? CorpId)
{
    /// <summary>When all was as before, on the side of the test.</summary>
    public DateTimeOffset End { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>How often the operator had to try to put it right.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether it was in force between the moments, or had ended no longer before than <paramref name="after"/>.</summary>
    public bool Touches(DateTimeOffset from, DateTimeOffset to, TimeSpan after) =>
        Begin <= to && (End == DateTimeOffset.MaxValue || from <= End + after);

    public override string ToString() =>
        $"{Begin:HH:mm:ss.fff}-{End:HH:mm:ss.fff} {Kind} {What}{(Node is { } node ? $" node {node}" : "")} {CorpId}";
}

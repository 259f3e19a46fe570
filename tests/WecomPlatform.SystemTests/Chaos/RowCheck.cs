namespace WecomPlatform.SystemTests.Chaos;

/// <summary>In the rows generations and fences only grow, no change is lost, and no generation has two values.</summary>
public static class RowCheck
{
    public static IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Rows.GroupBy(row => row.Key).SelectMany(rows => Check([.. rows], evidence.Repeats));
    }

    private static IEnumerable<string> Check(IReadOnlyList<RowChange> rows, bool repeats)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (i > 0 && (rows[i - 1].Generation != row.GenerationBefore || rows[i - 1].Fence != row.FenceBefore))
            {
                yield return $"a change before this one is lost: {row}";
            }

            if (row.Generation < row.GenerationBefore || row.Fence < row.FenceBefore)
            {
                yield return $"went back: {row}";
            }

            if (row.Step is RowStep.Take or RowStep.Write or RowStep.Release && row.Fence == row.FenceBefore)
            {
                yield return $"the fence stayed: {row}";
            }

            // Where each call gives another value, a write that keeps the generation gives that generation two.
            if (!repeats && row.Step == RowStep.Write && row.Generation == row.GenerationBefore)
            {
                yield return $"another value, the same generation: {row}";
            }
        }
    }
}

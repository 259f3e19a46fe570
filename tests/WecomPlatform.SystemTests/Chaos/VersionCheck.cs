namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// What operators are shown was written, and it only grows, whichever node they ask. What a failover to a standby that is behind has
/// lost may have been shown.
/// </summary>
public static class VersionCheck
{
    public static IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var written = evidence
            .Rows.SelectMany(row => new[] { (row.Credential, row.GenerationBefore), (row.Credential, row.Generation) })
            .ToHashSet();
        return evidence
            .Versions.Where(shown => !evidence.MayBeLost(shown.Received))
            .GroupBy(shown => shown.Credential)
            .SelectMany(shown => Check([.. shown.OrderBy(one => one.Asked)], written));
    }

    private static IEnumerable<string> Check(IReadOnlyList<ShownVersion> shown, HashSet<(CredentialId, long)> written)
    {
        foreach (var one in shown.Where(one => !written.Contains((one.Credential, one.Version))))
        {
            yield return $"never written: {one}";
        }

        // One operator asks one node after the other.
        for (var i = 1; i < shown.Count; i++)
        {
            if (shown[i].Version < shown[i - 1].Version)
            {
                yield return $"went back from {shown[i - 1]} to {shown[i]}";
            }
        }
    }
}

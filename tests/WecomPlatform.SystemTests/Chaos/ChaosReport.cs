namespace WecomPlatform.SystemTests.Chaos;

/// <summary>A run in figures.</summary>
public static class ChaosReport
{
    private const int Shown = 200;

    public static string Of(ChaosEvidence evidence, TimeSpan healed)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var starved = evidence.Disturbances.Where(disturbance => disturbance.Kind == DisturbanceKind.Machine).ToList();
        var done = evidence.Disturbances.Except(starved).ToList();
        var steps = evidence.Rows.CountBy(row => row.Step).ToDictionary();
        return string.Join(
            '\n',
            [
                $"{evidence.Answers.Count} requests: {List(evidence.Answers.CountBy(answer => answer.Status))}",
                $"{evidence.Calls.Count} calls seen: {List(evidence.Calls.CountBy(call => call.Errcode?.ToString() ?? call.Fault ?? "none"))}",
                $"{List(steps)}, {evidence.Values.Count} values issued, WeCom {(evidence.Repeats ? "repeats" : "does not repeat")} living values",
                $"{evidence.Versions.Count} versions shown; {evidence.TicketsPerCorp} ticket calls a corp, at most {MostTickets(evidence)} made",
                $"healed after {healed.TotalSeconds:0.0} s; the machine had no time for {starved.Sum(one => (one.End - one.Begin).TotalSeconds):0.0} s",
                $"{done.Count} disturbances: {List(done.CountBy(disturbance => disturbance.Kind))}",
                .. done.TakeLast(Shown).Select(disturbance => disturbance.ToString()),
            ]
        );
    }

    private static int MostTickets(ChaosEvidence evidence) =>
        evidence.Calls.Where(ChaosEvidence.IsTicket).CountBy(call => call.CorpId ?? "").Select(corp => corp.Value).DefaultIfEmpty().Max();

    private static string List<T>(IEnumerable<KeyValuePair<T, int>> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} × {count.Value}"));
}

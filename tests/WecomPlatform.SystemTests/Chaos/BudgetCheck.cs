using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// In no sixty minutes are there more ticket calls than WeCom allows, and WeCom never had to say so. A failover to a standby that is
/// behind loses reservations, so the calls of that time come on top.
/// </summary>
public static class BudgetCheck
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(60);

    public static IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Calls.Where(ChaosEvidence.IsTicket).GroupBy(call => call.CorpId).SelectMany(calls => Check([.. calls], evidence));
    }

    private static IEnumerable<string> Check(IReadOnlyList<UpstreamCall> calls, ChaosEvidence evidence)
    {
        var lost = calls.Count(evidence.MayBeOfLostLease);
        for (var (first, last) = (0, 0); last < calls.Count; last++)
        {
            while (calls[last].At - calls[first].At >= Window)
            {
                first++;
            }

            if (last - first + 1 > evidence.TicketsPerCorp + lost)
            {
                yield return $"{last - first + 1} calls of {calls[last].CorpId} in the hour before {calls[last].At:HH:mm:ss.fff}";
                break;
            }
        }

        foreach (var call in calls.Where(call => call is { Errcode: 45009, Fault: null } && lost == 0))
        {
            yield return $"WeCom's own limit was met by {call}";
        }
    }
}

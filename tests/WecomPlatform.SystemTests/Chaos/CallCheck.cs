using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// Nothing is called without a lease, and once for each. So a credential's calls never outnumber the leases taken on it until then,
/// and a lease ends with a value, or with a failure, or it was lost. In a quiet time none is lost: one lease, one call, one value.
/// A failover to a standby that is behind loses leases that were committed, so each call of that time counts for its own.
/// </summary>
public static class CallCheck
{
    // The log cuts its times to milliseconds.
    private static readonly TimeSpan Cut = TimeSpan.FromMilliseconds(2);

    // A lease that was taken just before something happened can be lost to it, and what it was lost to may last long.
    private static readonly TimeSpan After = ChaosNodes.Lease + ChaosNodes.FetchTimeout;

    public static IEnumerable<string> Violations(ChaosEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var calls = evidence
            .Calls.Where(call => ChaosEvidence.Credential(call) is not null)
            .ToLookup(call => ChaosEvidence.Credential(call)!.Value);
        return evidence
            .Rows.GroupBy(row => row.Credential)
            .SelectMany(rows => Check(rows.Key, [.. rows], [.. calls[rows.Key]], evidence))
            .Concat(
                calls
                    .Where(group => evidence.Rows.All(row => row.Credential != group.Key))
                    .Select(group => $"{group.Count()} calls for {group.Key} without a row")
            );
    }

    private static IEnumerable<string> Check(
        CredentialId credential,
        IReadOnlyList<RowChange> rows,
        IReadOnlyList<UpstreamCall> calls,
        ChaosEvidence evidence
    )
    {
        // A secret that an operator puts is tried at once, by a call of its own whose token nobody keeps.
        var tried = credential.Kind == "access_token" ? Tried(credential.CorpId, evidence) : 0;
        var takes = rows.Where(row => row.Step == RowStep.Take).ToList();
        var lost = 0;
        for (var (i, leases) = (0, 0); i < calls.Count; i++)
        {
            while (leases < takes.Count && takes[leases].Moment <= calls[i].At + Cut)
            {
                leases++;
            }

            lost += evidence.MayBeOfLostLease(calls[i]) ? 1 : 0;
            if (leases + tried + lost < i + 1)
            {
                yield return $"{credential}: call {i + 1} at {calls[i].At:HH:mm:ss.fff} with {leases} leases taken: "
                    + string.Join(' ', rows.Take(8).Select(row => $"{row.At:HH:mm:ss.fff} {row.Step}"));
                break;
            }
        }

        for (var i = 0; i < takes.Count; i++)
        {
            var take = takes[i];
            var next = i + 1 < takes.Count ? takes[i + 1].Moment : DateTimeOffset.MaxValue;
            var during = calls.Where(call => call.At + Cut >= take.Moment && call.At < next - Cut).ToList();
            var end = rows.FirstOrDefault(row => row.Id > take.Id && row.Step != RowStep.Other);
            var held = during.Where(call => end is null || call.At <= end.Moment + Cut).ToList();
            if (evidence.IsQuiet(take.Moment, take.Moment + ChaosNodes.FetchTimeout))
            {
                // Where WeCom repeats values, a token is used to the edge of its life, and may end between the lease and the call: the
                // promise is no more than that the edge costs one round trip. It is released without a failure and tried again.
                var isAtTheEdge = evidence.Repeats && held is [{ Errcode: 42001 }] && end?.Step == RowStep.Release;
                // Nobody says that a token was revoked: whoever uses it next finds out, however long after.
                var isOfDeadToken =
                    held is [{ Errcode: 40014 }] && end?.Step == RowStep.Release && WasRevoked(take.CorpId, take.Moment, evidence);
                if (!isAtTheEdge && !isOfDeadToken && (held.Count != 1 || held[0].Errcode != 0))
                {
                    yield return $"{credential}: {held.Count} calls for the lease of {take.Moment:HH:mm:ss.fff} in a quiet time";
                }

                // The value at the very end of its life, once more, is not written.
                if (!isOfDeadToken && end?.Step != RowStep.Write && !(evidence.Repeats && end?.Step == RowStep.Release))
                {
                    yield return $"{credential}: the lease of {take.Moment:HH:mm:ss.fff} ended with {end?.Step} in a quiet time";
                }
            }
            else if (
                end is not null
                && end.Step != RowStep.Write
                && during.Any(call => call.Errcode == 0)
                && !IsExcused(take, end, evidence)
            )
            {
                yield return $"{credential}: a call succeeded under the lease of {take.Moment:HH:mm:ss.fff}, which ended with {end}";
            }
        }
    }

    private static bool WasRevoked(string corpId, DateTimeOffset before, ChaosEvidence evidence) =>
        evidence.Disturbances.Any(disturbance =>
            disturbance.Kind == DisturbanceKind.Revocation && disturbance.CorpId == corpId && disturbance.Begin < before
        );

    private static int Tried(string corpId, ChaosEvidence evidence) =>
        evidence
            .Disturbances.Where(disturbance => disturbance.Kind == DisturbanceKind.Secret && disturbance.CorpId == corpId)
            .Sum(reset => reset.Attempts);

    private static bool IsExcused(RowChange take, RowChange end, ChaosEvidence evidence) =>
        (evidence.Repeats && end is { Step: RowStep.Release })
        || evidence.Disturbances.Any(disturbance =>
            (disturbance.CorpId is null || disturbance.CorpId == take.CorpId) && disturbance.Touches(take.Moment, end.Moment, After)
        );
}

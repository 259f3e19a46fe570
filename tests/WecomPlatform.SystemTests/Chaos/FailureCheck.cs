using System.Text.Json.Nodes;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Nobody is refused but while there is no ticket to be had.</summary>
public sealed class FailureCheck(ChaosEvidence evidence, IReadOnlyList<SignedWith> signed)
{
    // A node that asks the row learns of it at once; that a value was written there for so long is more than enough.
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(1.5);

    // Whoever reads a row counts the time that the row was on its way off its life, so a node's copy ends a little earlier.
    private static readonly TimeSpan Read = TimeSpan.FromMilliseconds(250);

    // After its end, what was cut is found out by the next use, the feed comes back and everything is compared.
    private static readonly TimeSpan Recovery = ChaosNodes.Poll + TimeSpan.FromSeconds(1);

    private readonly ILookup<(int Node, int App), SignedWith> _signed = signed.ToLookup(page => (page.Answer.Node, page.Answer.App));
    private readonly ILookup<CredentialId, RowChange> _writes = evidence
        .Rows.Where(row => row.Step == RowStep.Write)
        .ToLookup(row => row.Credential);

    private readonly ILookup<string, DateTimeOffset> _tickets = evidence
        .Rows.Where(row => row.Step == RowStep.Take && row.Kind != "access_token")
        .ToLookup(row => row.CorpId, row => row.Moment);

    public IEnumerable<string> Violations() =>
        evidence.Answers.Where(answer => !answer.IsSuccess).Select(Judge).Where(verdict => verdict is not null)!;

    private string? Judge(ChaosAnswer answer)
    {
        var nodeIsAway = Any(answer, DisturbanceKind.Node, TimeSpan.FromSeconds(1), answer.Node);
        if (answer.Status == 0)
        {
            return nodeIsAway ? null : $"the connection broke: {answer}";
        }

        if (HeldUntil(answer) is { } end)
        {
            return $"refused although this very node has living tickets until {end:HH:mm:ss.fff}: {answer}\n{Rows(answer)}";
        }

        if (Any(answer, DisturbanceKind.Machine, ChaosNodes.FetchTimeout))
        {
            return null;
        }

        nodeIsAway |= Any(answer, DisturbanceKind.Network, Recovery, answer.Node);
        if (!nodeIsAway && IsWritten(answer) && !Any(answer with { Sent = answer.Sent - Known }, DisturbanceKind.Database, Recovery))
        {
            return $"refused although the row has living tickets until {Ends(answer):HH:mm:ss.fff}: {answer}\n{Rows(answer)}";
        }

        return Code(answer) switch
        {
            "store_unavailable" => Any(answer, DisturbanceKind.Database, Recovery) || nodeIsAway
                ? null
                : $"the database was there: {answer}",
            "secret_rejected" => Any(answer, DisturbanceKind.Secret, ChaosNodes.RejectedProbe + Recovery)
                ? null
                : $"the secret was right: {answer}",
            "rate_limited" => IsSpent(answer) ? null : $"there was budget left: {answer}",
            "upstream_unavailable" or "ticket_unavailable" or "still_rejected" => IsExplained(answer) ? null : $"nothing explains {answer}",
            _ => $"never a reason: {answer}",
        };
    }

    // What this node has signed with it must go on signing with, whatever else is down. Only its end as a process takes it away, or a wall
    // clock that jumps ahead: then the life may have ended while the machine slept, and the row has to be asked.
    private DateTimeOffset? HeldUntil(ChaosAnswer answer)
    {
        var last = _signed[(answer.Node, answer.App)].Where(page => page.Answer.Received < answer.Sent).MaxBy(page => page.Answer.Received);
        if (last is null)
        {
            return null;
        }

        var ends = new[] { End(last, last.Corp), End(last, last.Agent) }.Min();
        return
            ends - Read > answer.Received
            && !evidence.Disturbances.Any(disturbance =>
                disturbance.Node == answer.Node
                && (
                    (disturbance.Kind == DisturbanceKind.Clock && disturbance.What.Contains('+', StringComparison.Ordinal))
                    || disturbance.What == "killed"
                )
                && disturbance.Touches(last.Answer.Received, answer.Received, TimeSpan.Zero)
            )
            ? ends
            : null;
    }

    // For the platform a life begins when the lease was taken, and that a busy machine takes its time from there to WeCom shortens it: the
    // row says when it ends. It is that of the ticket which was written after WeCom had issued it and before it signed.
    private DateTimeOffset End(SignedWith page, IssuedValue ticket) =>
        _writes[new CredentialId(ticket.KindName, ticket.CorpId, ticket.AgentId)]
            .Where(row => row.Moment >= ticket.IssuedAt && row.Moment <= page.Answer.Received)
            .Select(row => row.Expires)
            .Append(ticket.ExpiresAt)
            .Min();

    private bool IsWritten(ChaosAnswer answer) => IsWritten(answer, "corp_ticket") && IsWritten(answer, "agent_ticket");

    private string Rows(ChaosAnswer answer) =>
        string.Join(
            '\n',
            evidence
                .Rows.Where(row =>
                    row.CorpId == evidence.Apps[answer.App].App.CorpId
                    && row.AgentId == evidence.Apps[answer.App].App.AgentId
                    && row.Moment > answer.Sent - TimeSpan.FromSeconds(20)
                    && row.Moment < answer.Received + TimeSpan.FromSeconds(2)
                )
                .Select(row => $"    {row.Moment:HH:mm:ss.fff} {row.Kind} {row.Step} {row.FailureReason} until {row.Expires:HH:mm:ss.fff}")
        );

    private DateTimeOffset Ends(ChaosAnswer answer) =>
        new[] { "corp_ticket", "agent_ticket" }.Min(kind =>
            _writes[evidence.Credential(answer, kind)].Last(row => row.Moment < answer.Sent - Known).Expires
        );

    private bool IsWritten(ChaosAnswer answer, string kind) =>
        _writes[evidence.Credential(answer, kind)].LastOrDefault(row => row.Moment < answer.Sent - Known) is { } row
        && row.Expires - Read > answer.Received
        && !HasHeldNewer(answer, kind, row);

    // A node that has signed with what a failover lost never goes back to the row's older ticket, though that one lives.
    private bool HasHeldNewer(ChaosAnswer answer, string kind, RowChange row) =>
        _signed[(answer.Node, answer.App)]
            .Where(page => page.Answer.Received < answer.Sent)
            .Select(page => (kind == "corp_ticket" ? page.Corp : page.Agent).IssuedAt)
            .Any(issuedAt => issuedAt > row.Moment && evidence.MayBeLost(issuedAt, issuedAt + ChaosNodes.FetchTimeout));

    // How long after its end each kind may still be felt.
    private bool IsExplained(ChaosAnswer answer) =>
        // A lease that went with its holder holds until its end; then one more attempt may be under way.
        Any(answer, DisturbanceKind.Node, ChaosNodes.Lease + ChaosNodes.FetchTimeout)
        || Any(answer, DisturbanceKind.Network, ChaosNodes.Lease + ChaosNodes.FetchTimeout)
        || Any(answer, DisturbanceKind.Database, ChaosNodes.Lease + ChaosNodes.FetchTimeout)
        // The last attempt runs into its deadline, and its failure is backed off.
        || Any(answer, DisturbanceKind.Wecom, ChaosNodes.FetchTimeout + ChaosNodes.BackoffMax + TimeSpan.FromSeconds(1))
        || Any(answer, DisturbanceKind.Secret, ChaosNodes.RejectedProbe + Recovery)
        // A dead token is forced anew no more often than that.
        || Any(answer, DisturbanceKind.Revocation, ChaosNodes.Forced + ChaosNodes.BackoffMax + TimeSpan.FromSeconds(1));

    // Of each budget a part is kept for refreshes ahead of time.
    private bool IsSpent(ChaosAnswer answer)
    {
        var corp = evidence.Apps[answer.App].App.CorpId;
        return _tickets[corp].Count(moment => moment < answer.Received && moment > answer.Received - BudgetCheck.Window)
            >= evidence.TicketsPerCorp * 0.94;
    }

    private bool Any(ChaosAnswer answer, DisturbanceKind kind, TimeSpan after, int? node = null) =>
        evidence.Disturbances.Any(disturbance =>
            disturbance.Kind == kind
            && (node is null || disturbance.Node == node)
            && (disturbance.CorpId is null || disturbance.CorpId == evidence.Apps[answer.App].App.CorpId)
            && disturbance.Touches(answer.Sent, answer.Received, after)
        );

    private static string? Code(ChaosAnswer answer) =>
        answer.Text?.StartsWith('{') == true ? (string?)JsonNode.Parse(answer.Text)!["code"] : null;
}

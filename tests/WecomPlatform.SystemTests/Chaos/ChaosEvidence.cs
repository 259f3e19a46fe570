using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>All that is known of a run when it is over. Test, simulator and database share one machine and so one clock.</summary>
public sealed record ChaosEvidence
{
    public required IReadOnlyList<PlatformApp> Apps { get; init; }

    /// <summary>Whether WeCom returned a living value again, as opposed to a new one for each call.</summary>
    public required bool Repeats { get; init; }
    public required IReadOnlyList<ChaosAnswer> Answers { get; init; }
    public required IReadOnlyList<IssuedValue> Values { get; init; }
    public required IReadOnlyList<RowChange> Rows { get; init; }
    public required IReadOnlyList<UpstreamCall> Calls { get; init; }
    public required IReadOnlyList<Disturbance> Disturbances { get; init; }
    public required IReadOnlyList<Quiet> Quiet { get; init; }

    /// <summary>What operators were shown.</summary>
    public required IReadOnlyList<ShownVersion> Versions { get; init; }

    /// <summary>How many ticket calls an hour a corp has, and so each of its apps: for WeCom and for the nodes.</summary>
    public required int TicketsPerCorp { get; init; }

    /// <summary>Whether what was committed then may be lost.</summary>
    public bool MayBeLost(DateTimeOffset moment) => MayBeLost(moment, moment);

    /// <summary>Whether what was committed between the moments may be lost.</summary>
    public bool MayBeLost(DateTimeOffset from, DateTimeOffset to) =>
        Disturbances.Any(disturbance => disturbance.Kind == DisturbanceKind.LostCommits && disturbance.Touches(from, to, TimeSpan.Zero));

    /// <summary>
    /// Whether a call that WeCom read then may have been made under a lease that is lost. WeCom reads what was sent to it while it was
    /// away, or while the machine had no time, only afterwards.
    /// </summary>
    public bool MayBeOfLostLease(UpstreamCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Disturbances
            .Where(lost => lost.Kind == DisturbanceKind.LostCommits && lost.Begin <= call.At)
            .Select(lost => lost.End + ChaosNodes.FetchTimeout)
            .Any(sent => call.At <= sent || Disturbances.Any(late => Delays(late, sent) && call.At <= late.End + ChaosNodes.FetchTimeout));
    }

    private static bool Delays(Disturbance disturbance, DateTimeOffset sent) =>
        disturbance.Kind is DisturbanceKind.Wecom or DisturbanceKind.Machine && disturbance.Touches(sent, sent, ChaosNodes.FetchTimeout);

    /// <summary>Whether nothing was disturbed between the moments, and the machine had time.</summary>
    public bool IsQuiet(DateTimeOffset from, DateTimeOffset to) =>
        Quiet.Any(quiet => quiet.Holds(from) && quiet.Holds(to))
        && !Disturbances.Any(disturbance =>
            disturbance.Kind == DisturbanceKind.Machine && disturbance.Touches(from, to, ChaosNodes.FetchTimeout)
        );

    public static bool IsTicket(UpstreamCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Path is UpstreamLog.CorpTicket or UpstreamLog.AgentTicket;
    }

    public CredentialId Credential(ChaosAnswer answer, string kind)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new CredentialId(kind, Apps[answer.App].App.CorpId, Apps[answer.App].App.AgentId);
    }

    /// <summary>The credential that a call asked for; null when it did not say for which app (a wrong secret).</summary>
    public static CredentialId? Credential(UpstreamCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call is { CorpId: { } corp, AgentId: { } agent }
            ? call.Path switch
            {
                UpstreamLog.Token => new CredentialId("access_token", corp, (int)agent),
                UpstreamLog.CorpTicket => new CredentialId("corp_ticket", corp, (int)agent),
                UpstreamLog.AgentTicket => new CredentialId("agent_ticket", corp, (int)agent),
                _ => null,
            }
            : null;
    }
}

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

namespace WecomPlatform.SystemTests.Support;

/// <summary>A line of the simulator's log. <paramref name="Errcode"/> is null when a fault left no answer.</summary>
public sealed record UpstreamCall(long Seq, DateTimeOffset At, string Path, string? CorpId, long? AgentId, int? Errcode, string? Fault);

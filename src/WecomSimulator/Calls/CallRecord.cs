namespace WecomSimulator.Calls;

/// <summary>One call in the log. <paramref name="Errcode"/> is null when a fault left no answer of WeCom's; then <paramref name="Fault"/> says which.</summary>
internal sealed record CallRecord(
    long Seq,
    string At,
    string Path,
    string? CorpId,
    long? AgentId,
    int? Errcode,
    string Ip,
    string? Fault,
    string? SuiteId = null
);

namespace WecomSimulator.Calls;

/// <summary>Who called, as far as the call tells. <paramref name="Label"/> never holds a secret or a token.</summary>
internal sealed record CallerId(string? CorpId, long? AgentId, string Label, string? SuiteId = null)
{
    public static CallerId Unknown { get; } = new(null, null, "unknown");
}

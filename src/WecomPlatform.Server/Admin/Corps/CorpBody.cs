namespace WecomPlatform.Server.Admin.Corps;

/// <summary>What is said of a corp.</summary>
internal sealed class CorpBody
{
    public string? Name { get; init; }
    public long? TicketSource { get; init; }
    public string? EgressProxy { get; init; }
}

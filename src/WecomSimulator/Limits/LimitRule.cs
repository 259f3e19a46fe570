namespace WecomSimulator.Limits;

/// <summary>One limit: how far back it counts and how long it blocks who exceeds it (wecom-api.md §11).</summary>
internal sealed record LimitRule(string Name, TimeSpan Window, TimeSpan Block)
{
    /// <summary>Ticket fetches of one app (§2, §11).</summary>
    public static readonly LimitRule AppTickets = Hourly("appTickets");

    /// <summary>Ticket fetches of one corp, over its apps and both kinds (§2, §11).</summary>
    public static readonly LimitRule CorpTickets = Hourly("corpTickets");

    /// <summary>Wrong secrets from one IP (§1).</summary>
    public static readonly LimitRule WrongSecrets = Hourly("wrongSecrets");

    /// <summary>Calls of one corp and path (§11).</summary>
    public static readonly LimitRule CorpCalls = Minutely("corpCalls");

    /// <summary>Calls of one IP and path (§11).</summary>
    public static readonly LimitRule IpCalls = Minutely("ipCalls");

    public static IReadOnlyList<LimitRule> All { get; } = [AppTickets, CorpTickets, WrongSecrets, CorpCalls, IpCalls];

    private static LimitRule Hourly(string name) => new(name, TimeSpan.FromHours(1), TimeSpan.FromMinutes(60));

    private static LimitRule Minutely(string name) => new(name, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(60));
}

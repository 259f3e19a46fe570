namespace WecomPlatform.Credentials.Rows;

/// <summary>One limit that an attempt counts against, kept in the database for the whole cluster and all tenants.</summary>
/// <param name="Scope">What is counted, named by WeCom's ids, e.g. <c>tickets/corp/ww…</c>. Never a secret.</param>
/// <param name="Limit">The most entries in the window.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Rule">What counts.</param>
public sealed record Budget(string Scope, int Limit, TimeSpan Window, BudgetRule Rule)
{
    /// <summary>The limit when a budget of rule <see cref="BudgetRule.Alarm"/> before this one is used up; <see cref="Limit"/> when null.</summary>
    public int? LimitInAlarm { get; init; }
}

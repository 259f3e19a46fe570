using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>WeCom's limits as budgets, named by WeCom's ids, so that all tenants of a corp share them.</summary>
public sealed class WecomBudgets(IOptions<WecomOptions> options)
{
    // A call that was reserved arrives up to its deadline later: the window is that much longer than WeCom's hour.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(61);

    private readonly WecomOptions _options = options.Value;

    /// <summary>What fetching a ticket counts against: 100 an hour per app, 400 per corp (OD 90506), both kinds together.</summary>
    public IReadOnlyList<Budget> Ticket(CorpId corp, AppId app, RefreshCause cause) =>
        [
            new Budget($"tickets/app/{corp}/{app}", Share(_options.TicketsPerAppPerHour, cause), Window, BudgetRule.EveryAttempt),
            new Budget($"tickets/corp/{corp}", Share(_options.TicketsPerCorpPerHour, cause), Window, BudgetRule.EveryAttempt),
        ];

    /// <summary>
    /// What trying a secret counts against: WeCom bans an address that sends many wrong ones (OD 90313, 45009). Only wrong secrets
    /// count in the end. A proven secret is not held up unless its own tenant has been sending wrong ones.
    /// </summary>
    public IReadOnlyList<Budget> SecretProbe(TenantId tenant, string egress, bool isProven)
    {
        var perEgress = $"wrong-secrets/egress/{egress}";
        var ceiling = _options.WrongSecretsPerEgressPerHour;
        var rule = isProven ? BudgetRule.Watch : BudgetRule.Probe;
        return
        [
            new Budget(perEgress, isProven ? int.MaxValue : ceiling * 3, Window, rule),
            new Budget(perEgress, ceiling, Window, BudgetRule.Alarm),
            new Budget($"wrong-secrets/tenant/{tenant}", _options.WrongSecretsPerTenantPerHour, Window, rule) { LimitInAlarm = 1 },
        ];
    }

    private int Share(int limit, RefreshCause cause) =>
        cause == RefreshCause.Scheduled ? limit : limit - (int)(limit * _options.ScheduledShare);
}

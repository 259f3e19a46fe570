using Dapper;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>Budgets as the database's functions take and answer them.</summary>
internal static class BudgetSql
{
    /// <summary>The parameters of <c>budget_reserve</c>, in its order.</summary>
    public const string Parameters = "@scopes, @limits, @alarmLimits, @windows, @rules";

    /// <summary>Adds the budgets to a statement's other parameters.</summary>
    public static DynamicParameters With(this object parameters, IReadOnlyList<Budget> budgets)
    {
        var all = new DynamicParameters(parameters);
        all.Add("scopes", budgets.Select(budget => budget.Scope).ToArray());
        all.Add("limits", budgets.Select(budget => budget.Limit).ToArray());
        all.Add("alarmLimits", budgets.Select(budget => budget.LimitInAlarm ?? budget.Limit).ToArray());
        all.Add("windows", budgets.Select(budget => budget.Window).ToArray());
        all.Add("rules", budgets.Select(budget => (int)budget.Rule).ToArray());
        return all;
    }

    /// <summary>The scopes that count once the secret turns out to be wrong.</summary>
    public static string[] Watched(IReadOnlyList<Budget> budgets) =>
        [.. budgets.Where(budget => budget.Rule == BudgetRule.Watch).Select(budget => budget.Scope)];

    /// <summary>What a used-up scope means to the caller.</summary>
    public static Unavailable Refusal(IReadOnlyList<Budget> budgets, string scope, TimeSpan retryIn) =>
        budgets.First(budget => budget.Scope == scope).Rule == BudgetRule.EveryAttempt
            ? new Unavailable(UnavailableReason.BudgetExhausted, retryIn, Detail: $"The hourly calls of {scope} are used up.")
            : new Unavailable(UnavailableReason.SecretProbePaused, retryIn, Detail: $"Too many wrong secrets lately: {scope}.");
}

namespace WecomPlatform.Credentials.Rows;

/// <summary>What counts against a budget.</summary>
public enum BudgetRule
{
    /// <summary>Every attempt, reserved before it is made and given back when there was no connection to make it by.</summary>
    EveryAttempt = 0,

    /// <summary>Rejected secrets; reserved before the attempt and given back unless the secret is rejected.</summary>
    Probe = 1,

    /// <summary>Rejected secrets; looked at before the attempt, counted after it.</summary>
    Watch = 2,

    /// <summary>Nothing by itself: when the scope has reached the limit, the budgets that follow are tightened.</summary>
    Alarm = 3,
}

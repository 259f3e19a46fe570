namespace WecomSimulator.Callbacks;

internal enum PushOutcome
{
    /// <summary>200 and exactly <c>success</c>.</summary>
    Success,

    /// <summary>200 and something else: to a command an error text, to data perhaps a reply (wecom-api.md §7.2).</summary>
    Answered,

    /// <summary>Another status.</summary>
    Refused,
    Timeout,

    /// <summary>No connection, or one that broke.</summary>
    Failed,
}

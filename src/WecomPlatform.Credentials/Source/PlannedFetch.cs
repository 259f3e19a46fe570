using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Credentials.Source;

/// <summary>One attempt at WeCom that is ready to be made once its budgets are reserved.</summary>
public abstract class PlannedFetch
{
    /// <summary>What the attempt counts against, in the order in which it is looked at.</summary>
    /// <param name="cause">Why it is made: a scheduled refresh may use the part that is kept for it.</param>
    public abstract IReadOnlyList<Budget> Budgets(RefreshCause cause);

    /// <summary>
    /// Waits for the attempt's turn, before its budgets are looked at. What is under way and counts only once it has failed stops nobody,
    /// so who keeps the turn until it is counted keeps that from growing.
    /// </summary>
    /// <param name="ct">Ends the wait.</param>
    public virtual ValueTask<Turn> EnterAsync(CancellationToken ct) => ValueTask.FromResult(Turn.Free);

    /// <summary>Makes the attempt: one request, never repeated, over when <paramref name="ct"/> says so.</summary>
    /// <param name="parent">The parent's value; null when the credential has no parent.</param>
    /// <param name="ct">The deadline. When it comes, the outcome is unknown.</param>
    public abstract ValueTask<FetchResult> RunAsync(Snapshot? parent, CancellationToken ct);

    /// <summary>
    /// Asks WeCom, by a call that needs nothing but the parent's value, whether that value is alive after all; if it is, what was refused
    /// is this credential's own fault.
    /// </summary>
    /// <returns>Why this credential is refused; null when the parent is dead, or nothing is known.</returns>
    public virtual ValueTask<Unavailable?> ClearParentAsync(Snapshot parent, CancellationToken ct) =>
        ValueTask.FromResult<Unavailable?>(null);
}

using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Tests.Wecom;

/// <summary>A ledger that lets everything through, or nothing, and notes what came of it.</summary>
public sealed class FakeLedger : IBudgetLedger
{
    public Unavailable? Refusal { get; set; }

    public IList<bool> Settled { get; } = new List<bool>();

    public ValueTask<(BudgetReservation? Reservation, Unavailable? Refusal)> TryReserveAsync(
        IReadOnlyList<Budget> budgets,
        CancellationToken ct
    ) => ValueTask.FromResult(Refusal is null ? (new BudgetReservation(budgets, []), null) : ((BudgetReservation?)null, Refusal));

    public ValueTask SettleAsync(BudgetReservation reservation, bool wasRejected, CancellationToken ct)
    {
        Settled.Add(wasRejected);
        return ValueTask.CompletedTask;
    }
}

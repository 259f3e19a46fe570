using WecomPlatform.Credentials.Owners;

namespace WecomPlatform.Credentials.Rows;

/// <summary>The cluster's budgets, for attempts that belong to no credential's row, e.g. checking a secret before it is stored.</summary>
public interface IBudgetLedger
{
    /// <summary>Reserves an attempt; committed on return.</summary>
    /// <returns>The reservation, or why the attempt must not be made now.</returns>
    ValueTask<(BudgetReservation? Reservation, Unavailable? Refusal)> TryReserveAsync(IReadOnlyList<Budget> budgets, CancellationToken ct);

    /// <summary>Tells what came of the attempt.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="wasRejected">Whether WeCom rejected the secret, so that the attempt counts.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    ValueTask SettleAsync(BudgetReservation reservation, bool wasRejected, CancellationToken ct);
}

namespace WecomPlatform.Credentials.Rows;

/// <summary>An attempt that was reserved.</summary>
/// <param name="Budgets">The budgets that were looked at.</param>
/// <param name="Refundable">The ledger's entries that are given back unless the secret is rejected.</param>
public sealed record BudgetReservation(IReadOnlyList<Budget> Budgets, IReadOnlyList<long> Refundable);

using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>The budgets' ledger in PostgreSQL.</summary>
public sealed class PostgresBudgetLedger(NpgsqlDataSource database) : IBudgetLedger
{
    /// <inheritdoc />
    public async ValueTask<(BudgetReservation? Reservation, Unavailable? Refusal)> TryReserveAsync(
        IReadOnlyList<Budget> budgets,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var (refused, retryIn, refundable) = await connection.QuerySingleAsync<(string? Refused, TimeSpan RetryIn, long[]? Refundable)>(
            new CommandDefinition(
                $"select refused, coalesce(retry_in, '0'), refundable from budget_reserve({BudgetSql.Parameters})",
                new { }.With(budgets),
                cancellationToken: ct
            )
        );
        return refused is null
            ? (new BudgetReservation(budgets, refundable ?? []), null)
            : (null, BudgetSql.Refusal(budgets, refused, retryIn));
    }

    /// <inheritdoc />
    public async ValueTask SettleAsync(BudgetReservation reservation, bool wasRejected, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select budget_settle(@refund, @count)",
                new
                {
                    refund = wasRejected ? [] : reservation.Refundable.ToArray(),
                    count = wasRejected ? BudgetSql.Watched(reservation.Budgets) : [],
                },
                cancellationToken: ct
            )
        );
    }
}

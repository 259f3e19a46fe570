namespace WecomSimulator.Callbacks;

/// <summary>What became of one callback.</summary>
/// <param name="Ok">It was answered with <c>success</c>.</param>
/// <param name="Attempts">In order.</param>
internal sealed record Delivery(bool Ok, IReadOnlyList<PushRecord> Attempts)
{
    public static Delivery Of(IReadOnlyList<PushRecord> attempts) => new(attempts[^1].Outcome == PushOutcome.Success, attempts);
}

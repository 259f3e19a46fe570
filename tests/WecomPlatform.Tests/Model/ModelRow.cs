namespace WecomPlatform.Tests.Model;

/// <summary>
/// A credential's row, as <c>db/migrations</c> keep it, and what its functions do to it; null: nothing. Times are
/// ticks. Agrees with the real one: <see cref="RowConformanceTests"/>.
/// </summary>
internal sealed record ModelRow(long Generation, int Value, int ExpiresAt, long Fence, int LeaseUntil)
{
    public static ModelRow Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Until when a failure is remembered.</summary>
    public int RetryAt { get; init; }

    public bool IsLeased(int now) => LeaseUntil > now;

    public ModelRow? Take(Rules rules, (long Generation, long Fence) seen, int now, int lease, long clock) =>
        (rules.LeaseExcludes && IsLeased(now)) || RetryAt > now || (rules.TakeComparesWhatWasRead && (Generation, Fence) != seen)
            ? null
            : this with
            {
                Fence = NextFence(rules, clock),
                LeaseUntil = now + lease,
            };

    public ModelRow? Write(Rules rules, long fence, bool isSame, long known, int value, int expiresAt, long clock) =>
        rules.FenceGuardsWrites && Fence != fence
            ? null
            : new ModelRow(
                isSame ? Generation : NextGeneration(rules, known, clock),
                value,
                expiresAt,
                rules.WriteClosesPermit ? NextFence(rules, clock) : Fence,
                LeaseUntil: 0
            );

    public ModelRow? Release(Rules rules, long fence, int? retryAt, long clock) =>
        Fence != fence ? null : this with { Fence = NextFence(rules, clock), LeaseUntil = 0, RetryAt = retryAt ?? RetryAt };

    public ModelRow Push(Rules rules, long known, int value, int expiresAt, long clock, bool exists) =>
        new(NextGeneration(rules, known, clock), value, expiresAt, exists ? NextFence(rules, clock) : 0, LeaseUntil: 0);

    public ModelRow Forget(Rules rules, long clock) => this with { Fence = NextFence(rules, clock), LeaseUntil = 0, RetryAt = 0 };

    // Where the clock is behind, numbers are counted on, but not to what a lost commit has counted already.
    private static long Step(long clock) => 1 + (Math.Abs(clock) % 99_991);

    private long NextFence(Rules rules, long clock) => rules.FenceFollowsClock ? Math.Max(Fence + Step(clock), clock) : Fence + 1;

    private long NextGeneration(Rules rules, long known, long clock)
    {
        var least = rules.WriterOutgrowsWhatItKnows ? Math.Max(Generation, known) : Generation;
        return rules.GenerationFollowsClock ? Math.Max(least + Step(clock), clock) : least + 1;
    }
}

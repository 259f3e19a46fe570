namespace WecomPlatform.Tests.Model;

/// <summary>The rules that keep nodes from overwriting each other; the model can do without each of them in turn.</summary>
internal sealed record Rules
{
    /// <summary>A lease that still holds is not taken.</summary>
    public bool LeaseExcludes { get; init; } = true;

    /// <summary>A lease is taken only if the row still is what was read.</summary>
    public bool TakeComparesWhatWasRead { get; init; } = true;

    /// <summary>A write needs the fence of the lease it was made under.</summary>
    public bool FenceGuardsWrites { get; init; } = true;

    /// <summary>Writing closes the permit: the same answer cannot be written twice.</summary>
    public bool WriteClosesPermit { get; init; } = true;

    /// <summary>Generations follow the clock, so that a failover that lost a commit does not reuse its number.</summary>
    public bool GenerationFollowsClock { get; init; } = true;

    /// <summary>So do fences.</summary>
    public bool FenceFollowsClock { get; init; } = true;

    /// <summary>Whoever writes makes the number higher than all it has seen, whatever the row says.</summary>
    public bool WriterOutgrowsWhatItKnows { get; init; } = true;

    /// <summary>A failover may also bring a clock that is behind. Not a rule but a fault.</summary>
    public bool ClockMayFallBack { get; init; } = true;

    /// <summary>Readers refuse snapshots older than theirs.</summary>
    public bool ReadersNeverGoBack { get; init; } = true;

    /// <summary>A holder that lost the database's answer repeats its write. Not a rule but a habit, which the rules must bear.</summary>
    public bool WritesAreRepeated { get; init; } = true;

    /// <summary>The lease is committed before WeCom is called.</summary>
    public bool LeaseComesBeforeCall { get; init; } = true;
}

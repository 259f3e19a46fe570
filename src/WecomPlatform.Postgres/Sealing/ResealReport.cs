namespace WecomPlatform.Postgres.Sealing;

/// <summary>What became of the values that were not sealed with the active key.</summary>
/// <param name="Resealed">Sealed with the active key now.</param>
/// <param name="Unreadable">Left as they are, since they do not open: their key is not configured, or they were tampered with.</param>
public readonly record struct ResealReport(long Resealed, long Unreadable)
{
    /// <summary>Both together.</summary>
    public static ResealReport operator +(ResealReport a, ResealReport b) => new(a.Resealed + b.Resealed, a.Unreadable + b.Unreadable);
}

namespace WecomPlatform.Postgres.Sealing;

/// <summary>How many stored values one master key seals.</summary>
/// <param name="Key">The key's id.</param>
/// <param name="Values">How many.</param>
public sealed record SealedCount(string Key, long Values);

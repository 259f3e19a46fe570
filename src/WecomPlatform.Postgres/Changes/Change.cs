namespace WecomPlatform.Postgres.Changes;

/// <summary>Something was changed in the database.</summary>
/// <param name="Topic">What kind of thing: <c>credential</c>, <c>tenant</c>, <c>key</c>, <c>corp</c>.</param>
/// <param name="Key">Which one. Never a secret.</param>
public readonly record struct Change(string Topic, string Key);

namespace WecomPlatform.Server.Admin;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Cursor">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

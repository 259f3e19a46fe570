using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Rows;

/// <summary>A value as WeCom gave it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Lifetime">The life that WeCom gave it (<c>expires_in</c>).</param>
/// <param name="Remaining">The life left now, counted from before the request was sent.</param>
/// <param name="Slack">How much later the life may really end: the request's round trip.</param>
public sealed record FetchedValue(Secret Value, TimeSpan Lifetime, TimeSpan Remaining, TimeSpan Slack)
{
    /// <summary>The moment that <see cref="Remaining"/> is meant at, in ticks of the node's monotonic clock; null when it is handed over at once.</summary>
    public long? AsOf { get; init; }
}

using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Rows;

/// <summary>A value as WeCom gave it. Its life is counted from before its request was sent, however long it takes until it is written.</summary>
/// <param name="Value">The value.</param>
/// <param name="Lifetime">The life that WeCom gave it (<c>expires_in</c>).</param>
/// <param name="SentAt">When the request was sent, in monotonic ticks of the node's clock.</param>
/// <param name="RoundTrip">How long the answer took: the life may end that much later.</param>
public sealed record FetchedValue(Secret Value, TimeSpan Lifetime, long SentAt, TimeSpan RoundTrip)
{
    /// <summary>When WeCom says it was issued; null when it does not say, which makes it the newest.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The life that is left now.</summary>
    public TimeSpan Remaining(TimeProvider clock) => Lifetime - clock.GetElapsedTime(SentAt);
}

namespace WecomSimulator.Callbacks;

/// <summary>What a test puts in the place of what WeCom would write into a callback's query; null leaves that.</summary>
internal sealed record Forgery(long? Timestamp, string? Nonce, string? MsgSignature)
{
    public static Forgery None { get; } = new(null, null, null);
}

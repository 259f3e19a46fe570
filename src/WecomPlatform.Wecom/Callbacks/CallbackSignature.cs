namespace WecomPlatform.Wecom.Callbacks;

/// <summary>What a callback's query says of its ciphertext, as the texts stand in it (wecom-api.md §7.1, §7.2).</summary>
/// <param name="MsgSignature">SHA-1 in lower-case hex.</param>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Nonce">A random text.</param>
public sealed record CallbackSignature(string MsgSignature, string Timestamp, string Nonce);

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>How much of a callback is read. WeCom documents no sizes; real events are a few kilobytes.</summary>
public static class CallbackLimits
{
    /// <summary>Characters of a body, of a ciphertext and of a decrypted event: 1 Mi. A server should not read more bytes than that either.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Elements of one XML text: 4096.</summary>
    public const int MaxElements = 4096;

    /// <summary>Depth of elements, the root included: 16.</summary>
    public const int MaxDepth = 16;
}

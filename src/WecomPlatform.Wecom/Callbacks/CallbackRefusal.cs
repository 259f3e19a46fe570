namespace WecomPlatform.Wecom.Callbacks;

/// <summary>Why a callback was not taken. All of them are the sender's doing; none is a fault of the platform.</summary>
public enum CallbackRefusal
{
    /// <summary>msg_signature is not that of token, timestamp, nonce and ciphertext (wecom-api.md §7.3, −40001).</summary>
    SignatureWrong,

    /// <summary>The ciphertext is not base64 (§7.3, −40010).</summary>
    NotBase64,

    /// <summary>The ciphertext is no whole number of 32-byte blocks, or its padding is not 1 to 32 times its own length (§7.3, −40007).</summary>
    PaddingWrong,

    /// <summary>The plaintext is not random(16) + length(4) + message + receiveid (§7.3, −40008).</summary>
    LengthWrong,

    /// <summary>The receiveid is no id: longer than 64 bytes, or not printable ASCII (§7.4). Seen where the ciphertext was damaged under a right signature.</summary>
    ReceiveIdMalformed,

    /// <summary>No well-formed XML under <c>&lt;xml&gt;</c>, or one with a DTD (§7.2, −40002).</summary>
    XmlInvalid,

    /// <summary>A required element is missing or empty (§7.2).</summary>
    FieldMissing,

    /// <summary>More than <see cref="CallbackLimits"/> allows.</summary>
    TooLarge,
}

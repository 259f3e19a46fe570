namespace WecomPlatform.Wecom.Callbacks;

/// <summary>The body that WeCom posts, before decryption (wecom-api.md §7.2). Nothing in it is proven but <see cref="Encrypt"/>.</summary>
public sealed class EncryptedXml
{
    private EncryptedXml(string toUserName, string agentId, string encrypt) =>
        (ToUserName, AgentId, Encrypt) = (toUserName, agentId, encrypt);

    /// <summary>The corp, or the suite for its commands; empty when absent.</summary>
    public string ToUserName { get; }

    /// <summary>The app; empty for a suite's commands.</summary>
    public string AgentId { get; }

    /// <summary>The ciphertext in base64.</summary>
    public string Encrypt { get; }

    /// <summary>Reads a body whose elements stand in any order.</summary>
    public static CallbackResult<EncryptedXml> Read(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var read = FlatXml.Read(body);
        if (!read.IsTaken)
        {
            return CallbackResult<EncryptedXml>.Refused(read.Refusal.Value);
        }

        var fields = read.Value;
        return fields.GetValueOrDefault("Encrypt") is { Length: > 0 } encrypt
            ? CallbackResult<EncryptedXml>.Taken(
                new EncryptedXml(fields.GetValueOrDefault("ToUserName", ""), fields.GetValueOrDefault("AgentID", ""), encrypt)
            )
            : CallbackResult<EncryptedXml>.Refused(CallbackRefusal.FieldMissing);
    }
}

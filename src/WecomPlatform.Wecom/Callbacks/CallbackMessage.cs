namespace WecomPlatform.Wecom.Callbacks;

/// <summary>A decrypted message. It may hold tickets and auth codes, so it does not print itself.</summary>
public sealed class CallbackMessage
{
    internal CallbackMessage(string text, string receiveId) => (Text, ReceiveId) = (text, receiveId);

    /// <summary>The plaintext: an event's XML, or an echostr to be answered as it is.</summary>
    public string Text { get; }

    /// <summary>
    /// Whom WeCom encrypted it for (wecom-api.md §7.4): suite_id, corpid or provider's corpid by the kind of callback, empty for
    /// suites of individuals. Which is right is for the caller to decide.
    /// </summary>
    public string ReceiveId { get; }

    /// <inheritdoc />
    public override string ToString() => $"message for '{ReceiveId}'";
}

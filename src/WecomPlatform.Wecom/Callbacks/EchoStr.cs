namespace WecomPlatform.Wecom.Callbacks;

/// <summary>The ciphertext of a URL's verification (wecom-api.md §7.1).</summary>
public static class EchoStr
{
    /// <summary>Undoes what a query decoder does to a <c>+</c> that was sent without percent-encoding: base64 has no blanks.</summary>
    public static string Repair(string echoStr)
    {
        ArgumentNullException.ThrowIfNull(echoStr);
        return echoStr.Replace(' ', '+');
    }
}

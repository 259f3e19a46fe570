using System.Xml.Linq;

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>An encrypted and signed message.</summary>
/// <param name="Encrypt">The ciphertext in base64.</param>
/// <param name="MsgSignature">Its signature.</param>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Nonce">The nonce that was signed.</param>
public sealed record SealedMessage(string Encrypt, string MsgSignature, long Timestamp, string Nonce)
{
    /// <summary>The body of a passive reply (wecom-api.md §7.2).</summary>
    public string ToReplyXml() =>
        new XElement(
            "xml",
            new XElement("Encrypt", new XCData(Encrypt)),
            new XElement("MsgSignature", new XCData(MsgSignature)),
            new XElement("TimeStamp", Timestamp),
            new XElement("Nonce", new XText(Nonce))
        ).ToString(SaveOptions.DisableFormatting);

    /// <summary>The body of an event as WeCom posts it (§7.2); signature, timestamp and nonce belong in the query.</summary>
    /// <param name="toUserName">The corp or, for a suite's commands, the suite.</param>
    /// <param name="agentId">The app; empty for a suite's commands.</param>
    public string ToEventXml(string toUserName, string agentId) =>
        new XElement(
            "xml",
            new XElement("ToUserName", new XCData(toUserName)),
            new XElement("AgentID", new XCData(agentId)),
            new XElement("Encrypt", new XCData(Encrypt))
        ).ToString(SaveOptions.DisableFormatting);
}

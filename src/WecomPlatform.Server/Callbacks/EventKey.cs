using System.Security.Cryptography;
using System.Text;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>What makes two callbacks the same event (wecom-api.md §7.2).</summary>
internal static class EventKey
{
    /// <summary>
    /// 32 bytes: of msgid, of what names an authorization's event, else of the whole text. FromUserName and CreateTime, which WeCom
    /// proposes for events, are the same for all that one corp's "sys" sends within a second.
    /// </summary>
    public static byte[] Of(CallbackEvent callback)
    {
        string?[] parts = callback switch
        {
            { InfoType: { } infoType } when InfoTypes.IsCommand(infoType) =>
            [
                "command",
                callback.SuiteId,
                infoType,
                callback["TimeStamp"],
                callback["AuthCode"],
                callback.AuthCorpId,
            ],
            { InfoType: null } when callback["MsgId"] is { } id => ["message", callback["ToUserName"], callback["AgentID"], id],
            _ => ["text", callback.Xml],
        };
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }
}

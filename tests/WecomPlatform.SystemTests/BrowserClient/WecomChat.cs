using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>
/// A chat of a WeCom client with a toolbar page beside it, by the documentation that the SDK's types carry: a page without the app's
/// signature has no permission, files go by media id, a group's id is known in groups only.
/// </summary>
internal sealed class WecomChat(string? contact, string? group)
{
    private readonly ConcurrentQueue<JsonObject> _sent = new();
    private readonly ConcurrentQueue<JsonObject> _opened = new();
    private volatile bool _isSigned;

    public IReadOnlyList<JsonObject> Sent => [.. _sent];

    public IReadOnlyList<JsonObject> Opened => [.. _opened];

    public JsonObject? Answer(string name, JsonObject call)
    {
        switch (name)
        {
            case "agentConfig":
                _isSigned = true;
                return null;
            case "preVerifyJSAPI" or "imagePreview":
                return null;
            case var _ when !_isSigned:
                return Refusal(name, "no permission");
            case "getCurExternalContact":
                return contact is null ? Refusal(name, "without context of external contact") : new JsonObject { ["userId"] = contact };
            case "getCurExternalChat":
                return group is null ? Refusal(name, "without context of external contact") : new JsonObject { ["chatId"] = group };
            case "getContext":
                return new JsonObject { ["entry"] = group is null ? "single_chat_tools" : "group_chat_tools" };
            case "sendChatMessage":
                _sent.Enqueue(Clean(call));
                return IsWhole(call) ? null : Refusal(name, "invalid message");
            case "openEnterpriseChat":
                _opened.Enqueue(Clean(call));
                return null;
            default:
                return Refusal(name, "function not exist");
        }
    }

    private static bool IsWhole(JsonObject message) =>
        (string?)message["msgtype"] switch
        {
            "text" => message["text"]!["content"]!.ToString().Length > 0,
            "image" or "video" or "file" => message[(string)message["msgtype"]!]!["mediaid"]?.ToString().Length > 0,
            "news" => message["news"]!["link"]!.ToString().Length > 0,
            "miniprogram" => message["miniprogram"]!["page"] is not null,
            _ => false,
        };

    private static JsonObject Refusal(string name, string why) => new() { ["err_msg"] = $"{name}:fail {why}" };

    /// <summary>Without what the SDK adds for the client.</summary>
    private static JsonObject Clean(JsonObject call) =>
        new(
            call.Where(pair => !pair.Key.StartsWith("verify", StringComparison.Ordinal) && pair.Key != "appId")
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
        );
}

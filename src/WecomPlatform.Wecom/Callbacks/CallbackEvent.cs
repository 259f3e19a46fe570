using System.Globalization;

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>A decrypted event (wecom-api.md §7.5). It may hold tickets and auth codes, so it does not print its fields.</summary>
public sealed class CallbackEvent
{
    private CallbackEvent(string xml, IReadOnlyDictionary<string, string> fields) => (Xml, Fields) = (xml, fields);

    /// <summary>The event as WeCom wrote it, for those who hand it on.</summary>
    public string Xml { get; }

    /// <summary>
    /// The texts of all elements without children, blanks around them removed, by their path below the root
    /// (<c>AuthUserInfo/UserId</c>). Of several with one path the first.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>What a suite's command is about; null in an app's events and messages.</summary>
    public string? InfoType => this["InfoType"];

    /// <summary><c>event</c> or the kind of a member's message; null in a suite's commands.</summary>
    public string? MsgType => this["MsgType"];

    /// <summary>Which event, when <see cref="MsgType"/> is <c>event</c>.</summary>
    public string? Event => this["Event"];

    /// <summary>The suite that a command is for.</summary>
    public string? SuiteId => this["SuiteId"];

    /// <summary>The authorizing corp of a command.</summary>
    public string? AuthCorpId => this["AuthCorpId"];

    /// <summary>When WeCom says that it happened (TimeStamp, else CreateTime), to the second; null when it does not say.</summary>
    public DateTimeOffset? At =>
        long.TryParse(this["TimeStamp"] ?? this["CreateTime"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>A field by its path; null when absent or empty.</summary>
    public string? this[string path] => Fields.GetValueOrDefault(path) is { Length: > 0 } text ? text : null;

    /// <summary>Reads the plaintext of an event. Whether InfoType or MsgType is one that anybody knows is not looked at, only that there is one.</summary>
    public static CallbackResult<CallbackEvent> Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var read = FlatXml.Read(xml);
        if (!read.IsTaken)
        {
            return CallbackResult<CallbackEvent>.Refused(read.Refusal.Value);
        }

        var callback = new CallbackEvent(xml, read.Value);
        return callback.InfoType is null && callback.MsgType is null
            ? CallbackResult<CallbackEvent>.Refused(CallbackRefusal.FieldMissing)
            : CallbackResult<CallbackEvent>.Taken(callback);
    }

    /// <inheritdoc />
    public override string ToString() => InfoType ?? Event ?? MsgType ?? "";
}

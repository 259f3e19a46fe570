using System.Globalization;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>What stands in a callback's query (wecom-api.md §7.1, §7.2).</summary>
internal static class CallbackQuery
{
    /// <summary>Reads the signature; null when a part of it is missing.</summary>
    public static CallbackSignature? ReadSignature(IQueryCollection query) =>
        query["msg_signature"] is [{ Length: > 0 } signature]
        && query["timestamp"] is [{ Length: > 0 } timestamp]
        && query["nonce"] is [{ Length: > 0 } nonce]
            ? new CallbackSignature(signature, timestamp, nonce)
            : null;

    /// <summary>The time that was signed; null when it is no number of seconds.</summary>
    public static DateTimeOffset? ReadTime(CallbackSignature signature) =>
        long.TryParse(signature.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}

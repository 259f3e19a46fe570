using System.Collections.Frozen;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Elements of events that are credentials: an event with one of them never leaves the platform.</summary>
internal static class CredentialFields
{
    private static readonly FrozenSet<string> s_names = new[]
    {
        "SuiteTicket",
        "AuthCode",
        "PreAuthCode",
        "PermanentCode",
        "AccessToken",
        "RegisterCode",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool AreIn(CallbackEvent callback) =>
        callback.InfoType is InfoTypes.SuiteTicket or InfoTypes.CreateAuth or InfoTypes.ResetPermanentCode
        || callback.Fields.Keys.Any(path => path.Split('/').Any(s_names.Contains));
}

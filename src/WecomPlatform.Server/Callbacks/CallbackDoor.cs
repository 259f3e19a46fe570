using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Lets in what WeCom signed with the handle's Token, encrypted with its key, and sent about now.</summary>
internal sealed class CallbackDoor(DatabaseContact database, IOptions<CallbackOptions> options)
{
    /// <summary>Opens a ciphertext.</summary>
    /// <returns>What was in it, or why it is not taken.</returns>
    public (OpenedCallback? Callback, ApiProblem? Problem) Open(CallbackHandle handle, CallbackSignature signature, string encrypt)
    {
        var opened = handle.Cipher.Open(signature, encrypt);
        if (!opened.IsTaken)
        {
            return (null, CallbackProblem.Of(opened.Refusal.Value));
        }

        if (CallbackQuery.ReadTime(signature) is not { } signedAt)
        {
            return (null, CallbackProblem.FieldInvalid("timestamp"));
        }

        return IsAboutNow(signedAt) ? (new OpenedCallback(handle, opened.Value, signedAt), null) : (null, CallbackProblem.TimeTooFar());
    }

    /// <summary>Whether a time lies within the window around the database's clock.</summary>
    public bool IsAboutNow(DateTimeOffset time) =>
        (time - DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds)).Duration() <= options.Value.ClockWindow;
}

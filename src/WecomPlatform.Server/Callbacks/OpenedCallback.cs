using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>A callback whose signature, time and encryption are right.</summary>
/// <param name="Handle">The handle it came by.</param>
/// <param name="Message">What was in it.</param>
/// <param name="SignedAt">The time that was signed.</param>
internal sealed record OpenedCallback(CallbackHandle Handle, CallbackMessage Message, DateTimeOffset SignedAt);

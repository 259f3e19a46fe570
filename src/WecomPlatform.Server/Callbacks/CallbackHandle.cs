using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>A handle with its keys at hand.</summary>
/// <param name="Record">The handle as stored.</param>
/// <param name="Cipher">What opens its callbacks.</param>
internal sealed record CallbackHandle(CallbackHandleRecord Record, CallbackCipher Cipher);

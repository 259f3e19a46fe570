using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Wecom.Callbacks;

internal static class SomeCipher
{
    public static CallbackCipher Official { get; } = Of(CallbackVector.Token, CallbackVector.EncodingAesKey)!;

    public static CallbackCipher? Of(string token, string encodingAesKey) =>
        CallbackCipher.TryCreate(new Secret(token), new Secret(encodingAesKey));

    public static CallbackResult<CallbackMessage> OpenAgain(this CallbackCipher cipher, SealedMessage message) =>
        cipher.Open(new CallbackSignature(message.MsgSignature, $"{message.Timestamp}", message.Nonce), message.Encrypt);
}

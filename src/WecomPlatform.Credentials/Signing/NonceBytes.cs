using System.Runtime.CompilerServices;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Room for a nonce inside a struct.</summary>
[InlineArray(JsSdkSignature.NonceLength)]
internal struct NonceBytes
{
    private byte _first;
}

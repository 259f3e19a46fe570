using System.Runtime.CompilerServices;

namespace WecomPlatform.Credentials.Signing;

/// <summary>Room for a SHA-1 in hexadecimal digits inside a struct.</summary>
[InlineArray(JsSdkSignature.SignatureLength)]
internal struct HexBytes
{
    private byte _first;
}

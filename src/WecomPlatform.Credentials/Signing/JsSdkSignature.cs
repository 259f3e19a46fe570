using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace WecomPlatform.Credentials.Signing;

/// <summary>The <c>{timestamp, nonceStr, signature}</c> that a page hands to <c>ww.register</c> (OD 90506); made without allocating.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct JsSdkSignature
{
    /// <summary>Characters of a nonce.</summary>
    public const int NonceLength = 16;

    /// <summary>Characters of a signature: a SHA-1 in hexadecimal digits.</summary>
    public const int SignatureLength = 40;

    private readonly NonceBytes _nonce;
    private readonly HexBytes _signature;

    internal JsSdkSignature(in NonceBytes nonce, in HexBytes signature, long timestamp)
    {
        _nonce = nonce;
        _signature = signature;
        Timestamp = timestamp;
    }

    /// <summary>When it was signed, in Unix seconds.</summary>
    public long Timestamp { get; }

    /// <summary>The nonce, <see cref="NonceLength"/> ASCII bytes. Points into this value: use it while the value lives.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> NonceUtf8 => _nonce;

    /// <summary>The lower-case signature, <see cref="SignatureLength"/> ASCII bytes. Points into this value: use it while the value lives.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> SignatureUtf8 => _signature;

    /// <summary>The nonce as a new string.</summary>
    public string NonceStr => Encoding.ASCII.GetString(_nonce);

    /// <summary>The lower-case signature as a new string.</summary>
    public string Signature => Encoding.ASCII.GetString(_signature);
}

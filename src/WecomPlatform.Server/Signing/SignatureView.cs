using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>A signature as WeCom's page SDKs take it.</summary>
internal sealed record SignatureView(
    [property: Description("Unix seconds.")] long Timestamp,
    [property: Description("16 of [0-9A-Za-z].")] string NonceStr,
    [property: Description("40 hexadecimal digits.")] string Signature
);

namespace WecomPlatform.Server.Onboarding;

/// <summary>Where a corp authorizes templates of customised apps.</summary>
/// <param name="QrcodeUrl">The page, also to be scanned as a QR code.</param>
/// <param name="ExpiresIn">How long it is good, in seconds.</param>
internal sealed record CustomizedAuthView(string QrcodeUrl, long ExpiresIn);

namespace WecomPlatform.Wecom.Suites;

/// <summary>Where a corp's admin authorizes templates of customised apps (代开发).</summary>
/// <param name="QrCode">The page, also as a QR code to scan.</param>
/// <param name="Lifetime">How long it is good.</param>
public sealed record CustomizedAuthUrl(Uri QrCode, TimeSpan Lifetime);

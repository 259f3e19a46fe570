namespace WecomPlatform.Server.Onboarding;

/// <summary>Where the installation goes on.</summary>
/// <param name="Url">WeCom's page, for the browser of the corp's administrator.</param>
/// <param name="ExpiresIn">How long it is good, in seconds.</param>
internal sealed record InstallSessionView(string Url, long ExpiresIn);

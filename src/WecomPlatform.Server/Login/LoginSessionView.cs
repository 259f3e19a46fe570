namespace WecomPlatform.Server.Login;

/// <summary>A login that began.</summary>
/// <param name="Url">Where to send the browser.</param>
/// <param name="ExpiresAt">When it must be back.</param>
internal sealed record LoginSessionView(string Url, DateTimeOffset ExpiresAt);

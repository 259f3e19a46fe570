namespace WecomPlatform.Server.Login;

/// <summary>WeCom's or Juzi's page, for a SaaS that takes the code itself.</summary>
/// <param name="Url">Where to send the browser.</param>
internal sealed record AuthorizeUrlView(string Url);

namespace WecomPlatform.Server.Admin.RedirectUris;

/// <summary>A uri that browsers may be sent back to.</summary>
/// <param name="Uri">To the letter.</param>
internal sealed record RedirectUriView(string Uri);

namespace WecomPlatform.Server.Admin.RedirectUris;

/// <summary>A uri that browsers may be sent back to.</summary>
internal sealed class RedirectUriBody
{
    public string? Uri { get; init; }
}

namespace WecomPlatform.Server.Onboarding;

/// <summary>An installation that a SaaS begins.</summary>
internal sealed class InstallSessionBody
{
    public string? RedirectUri { get; init; }
    public string? State { get; init; }
    public string? AuthType { get; init; }
}

namespace WecomPlatform.Server.Onboarding;

/// <summary>The templates that a corp is to authorize.</summary>
internal sealed class CustomizedAuthBody
{
    public string?[]? TemplateIds { get; init; }
    public string? State { get; init; }
}

namespace WecomPlatform.Server.Admin.VerificationFiles;

/// <summary>A file that WeCom's console looks for.</summary>
internal sealed class VerificationFileBody
{
    public string? Host { get; init; }
    public string? Name { get; init; }
    public string? Content { get; init; }
}

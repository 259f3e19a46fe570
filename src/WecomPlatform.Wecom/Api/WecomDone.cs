namespace WecomPlatform.Wecom.Api;

/// <summary>WeCom did as it was told and has nothing to tell.</summary>
public sealed class WecomDone
{
    private WecomDone() { }

    /// <summary>The one and only.</summary>
    public static WecomDone Instance { get; } = new();
}

namespace WecomPlatform.SystemTests.Platform;

/// <summary>Names that no other test uses.</summary>
internal static class Fresh
{
    public static string Tenant() => $"t{Guid.NewGuid():N}";
}

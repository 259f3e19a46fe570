namespace WecomPlatform.Server.Keys;

/// <summary>What keys may do.</summary>
internal static class Scopes
{
    /// <summary>Sign pages.</summary>
    public const string Sign = "sign";

    /// <summary>All scopes that a key can be given.</summary>
    public static readonly string[] All = [Sign];
}

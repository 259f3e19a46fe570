namespace WecomPlatform.Testing.Platform;

/// <summary>A key as the admin API shows it, once.</summary>
public sealed record ApiKey(string Id, string Key);

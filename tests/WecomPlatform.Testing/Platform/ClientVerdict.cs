namespace WecomPlatform.Testing.Platform;

/// <summary>WeCom's answer to a client; <paramref name="ErrMsg"/> says why not.</summary>
public sealed record ClientVerdict(bool Ok, string? ErrMsg = null);

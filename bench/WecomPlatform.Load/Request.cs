namespace WecomPlatform.Load;

/// <summary>A request that is sent again and again.</summary>
internal sealed record Request(string Method, string Path, string? Body, IReadOnlyList<(string Name, string Value)> Headers);

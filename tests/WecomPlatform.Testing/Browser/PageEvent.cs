using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Browser;

/// <summary>Something that a page reported, such as onConfigSuccess.</summary>
public sealed record PageEvent(string Name, JsonNode? Data);

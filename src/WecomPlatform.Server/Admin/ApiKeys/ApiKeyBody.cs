namespace WecomPlatform.Server.Admin.ApiKeys;

/// <summary>What is said of a new key.</summary>
internal sealed class ApiKeyBody
{
    public string? Kind { get; init; }
    public string?[]? Scopes { get; init; }
    public int? Rate { get; init; }
}

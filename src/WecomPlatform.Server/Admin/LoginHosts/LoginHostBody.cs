namespace WecomPlatform.Server.Admin.LoginHosts;

/// <summary>A host name of a tenant.</summary>
internal sealed class LoginHostBody
{
    public string? Host { get; init; }
    public bool IsDefault { get; init; }
}

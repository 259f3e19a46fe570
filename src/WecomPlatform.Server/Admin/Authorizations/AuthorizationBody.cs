namespace WecomPlatform.Server.Admin.Authorizations;

/// <summary>An authorization that is taken over from elsewhere.</summary>
internal sealed class AuthorizationBody
{
    public string? PermanentCode { get; init; }
    public long? AgentId { get; init; }
}

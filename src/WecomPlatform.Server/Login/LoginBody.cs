namespace WecomPlatform.Server.Login;

/// <summary>What a SaaS says of a login; which of it counts depends on the call and the flow.</summary>
internal sealed class LoginBody
{
    public string? Flow { get; init; }
    public string? SuiteId { get; init; }
    public string? CorpId { get; init; }
    public long? AgentId { get; init; }
    public string? Scope { get; init; }
    public string? UserType { get; init; }
    public string? Lang { get; init; }
    public string? RedirectUri { get; init; }
    public string? State { get; init; }
    public string? Nonce { get; init; }
    public string? Host { get; init; }
    public string? CodeChallenge { get; init; }
    public string? Code { get; init; }
    public string? CodeVerifier { get; init; }
    public string? JuziBotId { get; init; }
}

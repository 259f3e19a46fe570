using WecomPlatform.Wecom.Login;

namespace WecomPlatform.Server.Login.Identity;

/// <summary>Who logged in, as the API tells it. What is not known is left out.</summary>
internal sealed record LoginIdentity
{
    /// <summary><c>wecom</c> or <c>juzi</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The flow, e.g. <c>thirdParty</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>The person, for the provider's lifetime: with <see cref="Provider"/> the <c>sub</c> of the id token.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether the person is a member of the corp; null where that is not said.</summary>
    public bool? IsMember { get; init; }

    /// <summary>The member's corp, or the one whose app an outsider came to.</summary>
    public string? CorpId { get; init; }

    public string? UserId { get; init; }

    public string? OpenUserId { get; init; }

    public string? OpenId { get; init; }

    public string? ExternalUserId { get; init; }

    /// <summary>What the member let the app see.</summary>
    public LoginProfile? Profile { get; init; }

    public string? Email { get; init; }

    public string? OrgId { get; init; }

    /// <summary>The account that the person works with, which others may share.</summary>
    public HostedAccount? HostedAccount { get; init; }

    /// <summary><c>low</c>: nothing but a code of unknown origin says so; for what does no harm.</summary>
    public string? Assurance { get; init; }

    /// <summary>When the person logged in, in Unix seconds.</summary>
    public long AuthTime { get; init; }

    /// <summary>The SaaS's nonce.</summary>
    public string? Nonce { get; init; }

    /// <summary>The same, signed; added when the SaaS gets it.</summary>
    public string? IdToken { get; init; }
}

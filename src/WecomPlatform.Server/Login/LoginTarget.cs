using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login;

/// <summary>What somebody logs in to.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Flow">How.</param>
internal sealed record LoginTarget(TenantId Tenant, LoginFlow Flow)
{
    public SuiteId? Suite { get; init; }

    /// <summary>The app's corp; elsewhere the corp that must come back, if the SaaS named one.</summary>
    public CorpId? Corp { get; init; }

    public AgentId? Agent { get; init; }

    /// <summary>The provider, on its own site.</summary>
    public CorpId? Provider { get; init; }

    public string? Scope { get; init; }

    public string? UserType { get; init; }

    public string? Lang { get; init; }

    /// <summary>The token that names people; none at Juzi.</summary>
    public CredentialKey? Token { get; init; }

    /// <summary>The way out.</summary>
    public Uri? Proxy { get; init; }
}

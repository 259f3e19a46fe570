using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Login;

/// <summary>A login that a SaaS began.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="KeyId">The API key that began it: the only one that may exchange what comes of it.</param>
/// <param name="Flow">How.</param>
/// <param name="Callback">Where WeCom sends the browser: this platform's callback, under the host that the login began at.</param>
/// <param name="RedirectUri">Where the browser arrives in the end.</param>
/// <param name="State">What the SaaS gets back there.</param>
public sealed record LoginSession(TenantId Tenant, string KeyId, LoginFlow Flow, Uri Callback, string RedirectUri, string State)
{
    /// <summary>The suite, where the flow has one.</summary>
    public SuiteId? Suite { get; init; }

    /// <summary>The app's corp; elsewhere the corp that must come back, if the SaaS named one.</summary>
    public CorpId? Corp { get; init; }

    /// <summary>The app, where the flow has one.</summary>
    public AgentId? Agent { get; init; }

    /// <summary><c>snsapi_base</c> or <c>snsapi_privateinfo</c>, where the flow has one.</summary>
    public string? Scope { get; init; }

    /// <summary><c>admin</c> or <c>member</c>, on the provider's old QR page.</summary>
    public string? UserType { get; init; }

    /// <summary><c>zh</c> or <c>en</c>, on web login pages.</summary>
    public string? Lang { get; init; }

    /// <summary>What stands in the id token again.</summary>
    public string? Nonce { get; init; }

    /// <summary>BASE64URL(SHA-256(verifier)), as in PKCE (RFC 7636); null when the SaaS gave none.</summary>
    public string? CodeChallenge { get; init; }
}

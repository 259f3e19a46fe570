using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Credentials.Keys;

/// <summary>
/// Names one credential: tenant, kind and every id that changes the value. Never less (caching by corpid alone is this field's
/// classic bug), and never a secret: the key stands in logs, notifications and the database.
/// </summary>
public readonly record struct CredentialKey
{
    private CredentialKey(TenantId tenant, CredentialKind kind, CorpId corp, AgentId agent)
    {
        Tenant = tenant;
        Kind = kind;
        Corp = corp;
        Agent = agent;
    }

    /// <summary>Whose credential it is.</summary>
    public TenantId Tenant { get; }

    /// <summary>What it is.</summary>
    public CredentialKind Kind { get; }

    /// <summary>The corp it belongs to.</summary>
    public CorpId Corp { get; }

    /// <summary>The app whose secret the chain begins with.</summary>
    public AgentId Agent { get; }

    /// <summary>The credential that this one is fetched with; null when it is fetched with the app's secret.</summary>
    public CredentialKey? Parent => Kind == CredentialKind.AccessToken ? null : AccessToken(Tenant, Corp, Agent);

    /// <summary>An app's access_token.</summary>
    public static CredentialKey AccessToken(TenantId tenant, CorpId corp, AgentId agent) =>
        new(tenant, CredentialKind.AccessToken, corp, agent);

    /// <summary>The corp's jsapi_ticket as fetched with this app's token.</summary>
    public static CredentialKey CorpTicket(TenantId tenant, CorpId corp, AgentId agent) =>
        new(tenant, CredentialKind.CorpTicket, corp, agent);

    /// <summary>The app's own jsapi_ticket.</summary>
    public static CredentialKey AgentTicket(TenantId tenant, CorpId corp, AgentId agent) =>
        new(tenant, CredentialKind.AgentTicket, corp, agent);

    /// <summary>Every credential of one app, the access_token first.</summary>
    public static IReadOnlyList<CredentialKey> OfAgent(TenantId tenant, CorpId corp, AgentId agent) =>
        [AccessToken(tenant, corp, agent), CorpTicket(tenant, corp, agent), AgentTicket(tenant, corp, agent)];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out CredentialKey key)
    {
        key = default;
        var parts = text?.Split('/');
        if (parts is not { Length: 4 })
        {
            return false;
        }

        var kind = CredentialKindNames.Parse(parts[1]);
        if (
            kind == CredentialKind.None
            || !TenantId.TryParse(parts[0], out var tenant)
            || !CorpId.TryParse(parts[2], out var corp)
            || !AgentId.TryParse(parts[3], out var agent)
        )
        {
            return false;
        }

        key = new CredentialKey(tenant, kind, corp, agent);
        return true;
    }

    /// <summary><c>tenant/kind/corp/agent</c>: the key of the database row and of notifications.</summary>
    public override string ToString() => $"{Tenant}/{Kind.Name()}/{Corp}/{Agent}";
}

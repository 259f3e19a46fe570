using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Credentials.Keys;

/// <summary>
/// Names one credential: tenant, kind and every id that changes the value. Never less (caching by corpid alone is this field's
/// classic bug), and never a secret: the key stands in logs, notifications and the database.
/// </summary>
public readonly record struct CredentialKey
{
    // What a kind does not name stands in the text as this.
    private const string Nothing = "-";

    private CredentialKey(TenantId tenant, CredentialKind kind, CorpId corp, AppId app)
    {
        Tenant = tenant;
        Kind = kind;
        Corp = corp;
        App = app;
    }

    /// <summary>Whose credential it is.</summary>
    public TenantId Tenant { get; }

    /// <summary>What it is.</summary>
    public CredentialKind Kind { get; }

    /// <summary>The corp it belongs to; never set for a suite's own.</summary>
    public CorpId Corp { get; }

    /// <summary>The app whose secret or authorization the chain begins with, or the suite itself; never set for a provider's own.</summary>
    public AppId App { get; }

    /// <summary>Whether it comes by itself and cannot be fetched.</summary>
    public bool IsPushed => Kind == CredentialKind.SuiteTicket;

    /// <summary>The credential that this one is fetched with; null when it is fetched with a secret, or pushed.</summary>
    public CredentialKey? Parent =>
        Kind switch
        {
            CredentialKind.CorpTicket or CredentialKind.AgentTicket => AccessToken(Tenant, Corp, App),
            CredentialKind.AccessToken when App.Suite is { IsTemplate: false } suite => SuiteAccessToken(Tenant, suite),
            CredentialKind.SuiteLoginTicket => SuiteAccessToken(Tenant, App.Suite!.Value),
            CredentialKind.SuiteAccessToken => SuiteTicket(Tenant, App.Suite!.Value),
            _ => null,
        };

    /// <summary>What is fetched with this one and waits for it to be pushed; null for what is not pushed.</summary>
    public CredentialKey? Awaiting => IsPushed ? SuiteAccessToken(Tenant, App.Suite!.Value) : null;

    /// <summary>An app's access_token.</summary>
    public static CredentialKey AccessToken(TenantId tenant, CorpId corp, AppId app) => new(tenant, CredentialKind.AccessToken, corp, app);

    /// <summary>The corp's jsapi_ticket as fetched with this app's token.</summary>
    public static CredentialKey CorpTicket(TenantId tenant, CorpId corp, AppId app) => new(tenant, CredentialKind.CorpTicket, corp, app);

    /// <summary>The app's own jsapi_ticket.</summary>
    public static CredentialKey AgentTicket(TenantId tenant, CorpId corp, AppId app) => new(tenant, CredentialKind.AgentTicket, corp, app);

    /// <summary>A suite's pushed suite_ticket.</summary>
    public static CredentialKey SuiteTicket(TenantId tenant, SuiteId suite) => new(tenant, CredentialKind.SuiteTicket, default, suite);

    /// <summary>A suite's suite_access_token.</summary>
    public static CredentialKey SuiteAccessToken(TenantId tenant, SuiteId suite) =>
        new(tenant, CredentialKind.SuiteAccessToken, default, suite);

    /// <summary>A login suite's jsapi_ticket.</summary>
    public static CredentialKey SuiteLoginTicket(TenantId tenant, SuiteId suite) =>
        new(tenant, CredentialKind.SuiteLoginTicket, default, suite);

    /// <summary>A provider's provider_access_token.</summary>
    public static CredentialKey ProviderAccessToken(TenantId tenant, CorpId provider) =>
        new(tenant, CredentialKind.ProviderAccessToken, provider, default);

    /// <summary>Every credential of one app of a corp, the access_token first.</summary>
    public static IReadOnlyList<CredentialKey> OfApp(TenantId tenant, CorpId corp, AppId app) =>
        [AccessToken(tenant, corp, app), CorpTicket(tenant, corp, app), AgentTicket(tenant, corp, app)];

    /// <summary>Every credential of a suite itself that is fetched.</summary>
    public static IReadOnlyList<CredentialKey> OfSuite(TenantId tenant, SuiteId suite) =>
        [SuiteAccessToken(tenant, suite), SuiteLoginTicket(tenant, suite)];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out CredentialKey key)
    {
        key = default;
        var parts = text?.Split('/');
        if (parts is not { Length: 4 } || !TenantId.TryParse(parts[0], out var tenant))
        {
            return false;
        }

        var kind = CredentialKindNames.Parse(parts[1]);
        CorpId corp = default;
        AppId app = default;
        if (
            kind == CredentialKind.None
            || !(kind.NamesCorp() ? CorpId.TryParse(parts[2], out corp) : parts[2] == Nothing)
            || !(kind.NamesApp() ? AppId.TryParse(parts[3], out app) : parts[3] == Nothing)
            || (kind.NamesSuiteOnly() && app.Suite is null)
        )
        {
            return false;
        }

        key = new CredentialKey(tenant, kind, corp, app);
        return true;
    }

    /// <inheritdoc />
    /// <remarks>Without the tenant: hashing its text costs as much as the rest, and few tenants share a corp's app.</remarks>
    public override int GetHashCode() => (((Corp.GetHashCode() * 31) + App.GetHashCode()) * 31) + (int)Kind;

    /// <summary><c>tenant/kind/corp/app</c>: the key of the database row and of notifications.</summary>
    public override string ToString() =>
        $"{Tenant}/{Kind.Name()}/{(Kind.NamesCorp() ? Corp.Value : Nothing)}/{(Kind.NamesApp() ? App.ToString() : Nothing)}";
}

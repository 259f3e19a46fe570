using System.Globalization;
using WecomSimulator.Cgi;
using WecomSimulator.Suites;

namespace WecomSimulator.Login;

/// <summary>Reads what the login pages are asked for, and refuses what WeCom refuses. Called with the world locked.</summary>
internal static class LoginRequests
{
    private const int MaxState = 128; // §6.2: a-zA-Z0-9, at most 128 bytes

    /// <summary>/connect/oauth2/authorize: OAuth in the client (wecom-api.md §6.2).</summary>
    public static (LoginRequest? Request, string? Refusal) OAuth(World world, IQueryCollection query)
    {
        if (query["response_type"] != "code")
        {
            return (null, "invalid response_type");
        }

        var scope = (string?)query["scope"];
        if (scope is not ("snsapi_base" or "snsapi_privateinfo"))
        {
            return (null, "invalid scope");
        }

        var isPrivate = scope == "snsapi_privateinfo";
        if (world.Suites.Find(query["appid"]) is { } suite)
        {
            // A login suite logs in on the web, a template's apps as the corp's own (§5.12, §6.6).
            return suite.Kind == SuiteKind.ThirdParty ? OfSuite(query, suite, LoginKind.SuiteOAuth, isPrivate) : (null, "invalid appid");
        }

        // §6.2: agentid is required for snsapi_privateinfo. Without it, which app it is shows by the domain: not imitated.
        return OfApp(world, query, isPrivate);
    }

    /// <summary>/wwlogin/sso/login: web login, new (§6.6).</summary>
    public static (LoginRequest? Request, string? Refusal) Web(World world, IQueryCollection query) =>
        (string?)query["login_type"] switch
        {
            "ServiceApp" => world.Suites.Find(query["appid"]) is { Kind: SuiteKind.Login } suite
                ? OfSuite(query, suite, LoginKind.SuiteWeb, isPrivate: false)
                : (null, "invalid appid"),
            "CorpApp" => OfApp(world, query, isPrivate: false),
            _ => (null, "invalid login_type"),
        };

    /// <summary>/wwopen/sso/qrConnect: a corp app's web login, old (§6.7).</summary>
    public static (LoginRequest? Request, string? Refusal) Qr(World world, IQueryCollection query) => OfApp(world, query, isPrivate: false);

    /// <summary>/wwopen/sso/3rd_qrConnect: the provider's own site, old (§6.7).</summary>
    public static (LoginRequest? Request, string? Refusal) ProviderQr(World world, IQueryCollection query)
    {
        if (world.Suites.FindProvider(query["appid"]) is not { } provider)
        {
            return (null, "invalid appid");
        }

        var userType = (string?)query["usertype"];
        if (userType is not (null or "admin" or "member"))
        {
            return (null, "invalid usertype");
        }

        var (request, refusal) = Begin(query, LoginKind.Provider, provider.CorpId, provider.RedirectDomains);
        return (request is null ? null : request with { CorpId = provider.CorpId, UserType = userType ?? "admin" }, refusal);
    }

    /// <summary>Juzi's /oauth/connect/authorize. It knows no apps: whoever has a link has one.</summary>
    public static (LoginRequest? Request, string? Refusal) Juzi(World world, IQueryCollection query) =>
        Begin(query, LoginKind.Juzi, "句子秒回", domains: null);

    private static (LoginRequest? Request, string? Refusal) OfSuite(IQueryCollection query, Suite suite, LoginKind kind, bool isPrivate)
    {
        var (request, refusal) = Begin(query, kind, suite.Name, suite.RedirectDomains ?? suite.TrustedDomains);
        return (request is null ? null : request with { SuiteId = suite.Id, IsPrivate = isPrivate }, refusal);
    }

    private static (LoginRequest? Request, string? Refusal) OfApp(World world, IQueryCollection query, bool isPrivate)
    {
        if (world.Corps.Find(query["appid"]) is not { } corp)
        {
            return (null, "invalid appid");
        }

        if (
            !long.TryParse(query["agentid"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || corp.Agents.GetValueOrDefault(id) is not { } app
            || world.Suites.Find(app.SuiteId) is { Kind: SuiteKind.ThirdParty }
        )
        {
            return (null, "invalid agentid");
        }

        if (!app.Enabled)
        {
            return (null, ErrCode.Text(ErrCode.AppDisabled));
        }

        var domains = app.RedirectDomains ?? world.Suites.Find(app.SuiteId)?.RedirectDomains ?? world.Suites.TrustedDomains(app);
        var (request, refusal) = Begin(query, LoginKind.App, app.Name, domains);
        return (request is null ? null : request with { CorpId = corp.Id, AgentId = app.AgentId, IsPrivate = isPrivate }, refusal);
    }

    private static (LoginRequest? Request, string? Refusal) Begin(
        IQueryCollection query,
        LoginKind kind,
        string title,
        IReadOnlyList<string>? domains
    )
    {
        var redirectUri = (string?)query["redirect_uri"];
        if (!RedirectDomain.Lets(domains, redirectUri))
        {
            return (null, $"{ErrCode.UntrustedRedirect} {ErrCode.Text(ErrCode.UntrustedRedirect)}");
        }

        var state = (string?)query["state"];
        return state is not null && (state.Length > MaxState || !state.All(char.IsAsciiLetterOrDigit))
            ? (null, "invalid state")
            : (new LoginRequest(kind, title, redirectUri!, state), null);
    }
}

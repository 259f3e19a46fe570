using System.Globalization;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Wecom.Juzi;

namespace WecomPlatform.Server.Login;

/// <summary>The pages of WeCom's and Juzi's where browsers get their codes.</summary>
internal sealed class LoginUrls(IOptions<LoginOptions> options, IOptions<JuziOptions> juzi)
{
    private const int MaxState = 128; // OD 91120

    /// <summary>Whether WeCom and Juzi take it: letters and digits, at most 128.</summary>
    public static bool IsState(string? state) => state is { Length: > 0 and <= MaxState } && state.All(char.IsAsciiLetterOrDigit);

    /// <summary>The page.</summary>
    /// <param name="target">Who is logged in to.</param>
    /// <param name="redirectUri">Where the browser comes back to.</param>
    /// <param name="state">What it brings back.</param>
    public string Of(LoginTarget target, string redirectUri, string state) =>
        target.Flow switch
        {
            // The fragment is WeCom's mark for its client (OD 91120).
            LoginFlow.ThirdParty => OAuth(target, target.Suite!.Value.Value, redirectUri, state) + "#wechat_redirect",
            LoginFlow.SelfBuilt => OAuth(target, target.Corp!.Value.Value, redirectUri, state) + "#wechat_redirect",
            LoginFlow.Web => Page(
                options.Value.WebLoginPage,
                ("login_type", "ServiceApp"),
                ("appid", target.Suite!.Value.Value),
                ("redirect_uri", redirectUri),
                ("state", state),
                ("lang", target.Lang)
            ),
            LoginFlow.CorpWeb => Page(
                options.Value.WebLoginPage,
                ("login_type", "CorpApp"),
                ("appid", target.Corp!.Value.Value),
                ("agentid", Agent(target)),
                ("redirect_uri", redirectUri),
                ("state", state),
                ("lang", target.Lang)
            ),
            LoginFlow.LegacyQr when target.Provider is { } provider => Page(
                options.Value.ProviderQrPage,
                ("appid", provider.Value),
                ("redirect_uri", redirectUri),
                ("state", state),
                ("usertype", target.UserType ?? "member"),
                ("lang", target.Lang)
            ),
            LoginFlow.LegacyQr => Page(
                options.Value.QrPage,
                ("appid", target.Corp!.Value.Value),
                ("agentid", Agent(target)),
                ("redirect_uri", redirectUri),
                ("state", state),
                ("lang", target.Lang)
            ),
            _ => Page(juzi.Value.AuthorizePage, ("redirect_uri", redirectUri), ("state", state)),
        };

    private string OAuth(LoginTarget target, string appId, string redirectUri, string state) =>
        Page(
            options.Value.AuthorizePage,
            ("appid", appId),
            ("redirect_uri", redirectUri),
            ("response_type", "code"),
            ("scope", target.Scope ?? "snsapi_base"),
            ("state", state),
            ("agentid", Agent(target))
        );

    private static string? Agent(LoginTarget target) => target.Agent?.Value.ToString(CultureInfo.InvariantCulture);

    private static string Page(Uri page, params (string Name, string? Value)[] parameters) =>
        $"{page.AbsoluteUri}?{string.Join('&', parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"))}";
}

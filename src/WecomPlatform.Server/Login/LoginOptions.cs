namespace WecomPlatform.Server.Login;

/// <summary>How members log in.</summary>
public sealed class LoginOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Login";

    /// <summary>WeCom's OAuth page in the client (OD 91120, 91022). Default: https://open.weixin.qq.com/connect/oauth2/authorize.</summary>
    public Uri AuthorizePage { get; set; } = new("https://open.weixin.qq.com/connect/oauth2/authorize");

    /// <summary>WeCom's web login page (OD 98152). Default: https://login.work.weixin.qq.com/wwlogin/sso/login.</summary>
    public Uri WebLoginPage { get; set; } = new("https://login.work.weixin.qq.com/wwlogin/sso/login");

    /// <summary>WeCom's old QR page for providers' sites. Default: https://open.work.weixin.qq.com/wwopen/sso/3rd_qrConnect.</summary>
    public Uri ProviderQrPage { get; set; } = new("https://open.work.weixin.qq.com/wwopen/sso/3rd_qrConnect");

    /// <summary>WeCom's old QR page for corps' apps. Default: https://open.work.weixin.qq.com/wwopen/sso/qrConnect.</summary>
    public Uri QrPage { get; set; } = new("https://open.work.weixin.qq.com/wwopen/sso/qrConnect");

    /// <summary>How long a browser may take from the session's beginning until it comes back; 1 minute to 1 hour. Default: 10 minutes.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the platform's code is good, which the browser takes to the SaaS; 10 seconds to 10 minutes. Default: 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an id token is good; 1 minute to 24 hours. Default: 10 minutes.</summary>
    public TimeSpan IdTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a key signs id tokens before the next one does; 2 seconds to 400 days. Default: 30 days.</summary>
    public TimeSpan SigningKeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a key is published before it signs, so that verifiers' copies have it; 1 second to half of Login:SigningKeyLifetime.
    /// Default: 1 day.
    /// </summary>
    public TimeSpan SigningKeyLead { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often a node looks after keys and what is over; 1 second to 5 minutes. Default: 1 minute.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!new[] { AuthorizePage, WebLoginPage, ProviderQrPage, QrPage }.All(IsPage))
        {
            yield return "Login:AuthorizePage, WebLoginPage, ProviderQrPage and QrPage must be absolute http(s) URLs without a query.";
        }

        if (!Lies(SessionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)))
        {
            yield return "Login:SessionLifetime must lie between 1 minute and 1 hour.";
        }

        if (!Lies(CodeLifetime, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)))
        {
            yield return "Login:CodeLifetime must lie between 10 seconds and 10 minutes.";
        }

        if (!Lies(IdTokenLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)))
        {
            yield return "Login:IdTokenLifetime must lie between 1 minute and 24 hours.";
        }

        if (!Lies(SigningKeyLifetime, TimeSpan.FromSeconds(2), TimeSpan.FromDays(400)))
        {
            yield return "Login:SigningKeyLifetime must lie between 2 seconds and 400 days.";
        }

        if (!Lies(SigningKeyLead, TimeSpan.FromSeconds(1), SigningKeyLifetime / 2))
        {
            yield return "Login:SigningKeyLead must lie between 1 second and half of Login:SigningKeyLifetime.";
        }

        if (!Lies(SweepInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)))
        {
            yield return "Login:SweepInterval must lie between 1 second and 5 minutes.";
        }
    }

    private static bool IsPage(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" };

    private static bool Lies(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}

namespace WecomPlatform.Wecom.Juzi;

/// <summary>How Juzi (句子秒回) is reached.</summary>
public sealed class JuziOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Juzi";

    /// <summary>The page where a sidebar's browser gets its code. Default: https://hub.juzibot.com/oauth/connect/authorize.</summary>
    public Uri AuthorizePage { get; set; } = new("https://hub.juzibot.com/oauth/connect/authorize");

    /// <summary>Where a code is exchanged for who it stands for. Default: https://hub.juzibot.com/api/v1/oauth/getUserInfo.</summary>
    public Uri UserInfoUrl { get; set; } = new("https://hub.juzibot.com/api/v1/oauth/getUserInfo");

    /// <summary>How long an answer may take; 1 to 30 seconds. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!IsPage(AuthorizePage) || !IsPage(UserInfoUrl))
        {
            yield return "Juzi:AuthorizePage and Juzi:UserInfoUrl must be absolute http(s) URLs without a query.";
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromSeconds(30))
        {
            yield return "Juzi:Timeout must lie between 1 and 30 seconds.";
        }
    }

    private static bool IsPage(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" };
}

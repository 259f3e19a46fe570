namespace WecomPlatform.Server.Onboarding;

/// <summary>How corps are taken in.</summary>
public sealed class OnboardingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Suites";

    /// <summary>WeCom's page where a corp installs a suite (OD 90597). Default: https://open.work.weixin.qq.com/3rdapp/install.</summary>
    public Uri InstallPage { get; set; } = new("https://open.work.weixin.qq.com/3rdapp/install");

    /// <summary>Which get_permanent_code is called: <c>v1</c> (OD 90603) or <c>v2</c> (OD 100776, faster; a second call tells the apps). Default: v1.</summary>
    public string PermanentCodeApi { get; set; } = "v1";

    /// <summary>How installations begin that do not say: <c>formal</c> (正式授权) or <c>test</c> (测试授权, which an unpublished suite needs). Default: formal.</summary>
    public string AuthType { get; set; } = "formal";

    /// <summary>
    /// How long an exchange of an auth code may be under way before its outcome counts as unknown, because the node that made it is gone.
    /// 10 seconds to 10 minutes, and more than four times Credentials:FetchTimeout. Default: 60 seconds.
    /// </summary>
    public TimeSpan ExchangePatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a node looks for exchanges that nobody goes on with; 1 second to 5 minutes. Default: 10 seconds.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(10);

    internal bool IsV2 => PermanentCodeApi == "v2";

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!InstallPage.IsAbsoluteUri || InstallPage.Scheme is not ("http" or "https") || InstallPage.Query.Length > 0)
        {
            yield return "Suites:InstallPage must be an absolute http(s) URL without a query.";
        }

        if (PermanentCodeApi is not ("v1" or "v2"))
        {
            yield return "Suites:PermanentCodeApi must be v1 or v2.";
        }

        if (AuthType is not ("formal" or "test"))
        {
            yield return "Suites:AuthType must be formal or test.";
        }

        if (ExchangePatience < TimeSpan.FromSeconds(10) || ExchangePatience > TimeSpan.FromMinutes(10))
        {
            yield return "Suites:ExchangePatience must lie between 10 seconds and 10 minutes.";
        }

        if (SweepInterval < TimeSpan.FromSeconds(1) || SweepInterval > TimeSpan.FromMinutes(5))
        {
            yield return "Suites:SweepInterval must lie between 1 second and 5 minutes.";
        }
    }
}

using System.Web;

namespace WecomPlatform.SystemTests.Login;

/// <summary>What a SaaS backend, and a browser without a face, do.</summary>
internal static class LoginSiteCalls
{
    /// <summary>The body of a session for a flow.</summary>
    public static Dictionary<string, object?> Body(this LoginSite site, string flow) =>
        new()
        {
            ["flow"] = flow,
            ["suiteId"] = flow switch
            {
                "thirdParty" => site.Suite,
                "web" => site.LoginSuite,
                _ => null,
            },
            ["corpId"] = flow is "corpWeb" or "selfBuilt" ? site.Corp : null,
            ["agentId"] = flow is "corpWeb" or "selfBuilt" ? site.App.AgentId : null,
            ["redirectUri"] = site.Done,
            ["state"] = "saas state",
        };

    /// <summary>Begins a login.</summary>
    /// <returns>Where the browser is to go.</returns>
    public static async Task<string> BeginAsync(this LoginSite site, string flow, params (string Name, object? Value)[] more)
    {
        var body = site.Body(flow);
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return (string)(await site.PostAsync("/v1/login/sessions", body)).Expect().Json["url"]!;
    }

    /// <summary>A browser goes all the way, cookies and all, up to the SaaS.</summary>
    /// <returns>What it arrives with.</returns>
    public static async Task<Arrival> ArriveAsync(this LoginSite site, string url, string person)
    {
        using var browser = new FacelessBrowser();
        var page = await browser.FollowAsync(url, until: site.Host.Simulator.BaseAddress);
        var back = await browser.ChooseAsync(page, person);
        return new Arrival(await browser.FollowAsync(back, until: site.Sample));
    }

    /// <summary>What a browser brings to the SaaS.</summary>
    internal sealed record Arrival(Uri Url)
    {
        public string? this[string name] => HttpUtility.ParseQueryString(Url.Query)[name];
    }
}

using WecomPlatform.SystemTests.Onboarding;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Login;

/// <summary>A SaaS with every kind of login, the sample site, and people to log in.</summary>
public sealed class LoginSite : IAsyncLifetime
{
    public const string Org = "org-1";
    public const string Bot = "bot-1";
    public const string Person = "uid-1";
    public const string Outsider = "oOutsider1";
    public const string External = "wmExternal1";

    private PlatformHost? _host;
    private SampleProcess? _sample;
    private Provider? _provider;

    public PlatformHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public Uri Sample => _sample?.BaseAddress ?? throw new InvalidOperationException("Not started.");

    internal Provider Provider => _provider ?? throw new InvalidOperationException("Not started.");

    public NodeProcess Node => Host.Nodes[0];

    public string Tenant => Provider.Tenant;

    public string Key => Provider.Key;

    public string Corp => Provider.Customer;

    public string Suite => Provider.Suite;

    public string LoginSuite { get; } = $"wl{Guid.NewGuid():N}"[..18];

    public CorpApp App { get; private set; } = null!;

    public int CustomizedAgent { get; private set; }

    public string Done => new Uri(Sample, "/login/done").AbsoluteUri;

    public async Task InitializeAsync()
    {
        _host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0 });
        var options = Pages(_host.Simulator.BaseAddress);
        // Whatever somebody lets be logged, codes are not.
        options["Logging__LogLevel__Default"] = "Debug";
        options["Logging__LogLevel__Microsoft.AspNetCore"] = "Debug";
        await _host.AddNodeAsync(options);
        _provider = await Provider.SetUpAsync(_host);
        var address = SampleProcess.NextAddress();
        App = CorpApp.Fresh() with { CorpId = Corp };
        await SetUpPlatformAsync(address);
        await SetUpWecomAsync(address);
        await Provider.AuthorizeAsync("create");
        await Provider.AuthorizeAsync("create", Provider.Template);
        await Provider.AppearedAsync();
        CustomizedAgent = (await Provider.AppearedAsync(Provider.Template)).App.AgentId;
        _sample = await SampleProcess.StartAsync(
            address,
            new Dictionary<string, string?>
            {
                ["Platform"] = Node.BaseAddress.OriginalString,
                ["Tenant"] = Tenant,
                ["SecretKey"] = Key,
                ["PublishableKey"] = "pk_none",
                ["CorpId"] = Corp,
                ["AgentId"] = $"{App.AgentId}",
                ["SuiteId"] = Suite,
                ["LoginSuiteId"] = LoginSuite,
                ["CustomizedCorpId"] = Corp,
                ["CustomizedAgentId"] = $"{CustomizedAgent}",
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (_sample is not null)
        {
            await _sample.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>Options that lead browsers to the simulator's pages.</summary>
    internal static Dictionary<string, string?> Pages(Uri simulator) =>
        new()
        {
            ["Login__AuthorizePage"] = new Uri(simulator, "/connect/oauth2/authorize").AbsoluteUri,
            ["Login__WebLoginPage"] = new Uri(simulator, "/wwlogin/sso/login").AbsoluteUri,
            ["Login__ProviderQrPage"] = new Uri(simulator, "/wwopen/sso/3rd_qrConnect").AbsoluteUri,
            ["Login__QrPage"] = new Uri(simulator, "/wwopen/sso/qrConnect").AbsoluteUri,
            ["Juzi__AuthorizePage"] = new Uri(simulator, "/oauth/connect/authorize").AbsoluteUri,
            ["Juzi__UserInfoUrl"] = new Uri(simulator, "/api/v1/oauth/getUserInfo").AbsoluteUri,
            ["Suites__SweepInterval"] = "00:00:01",
        };

    /// <summary>The choice of a person on a login page.</summary>
    public string Member(string userId = "zhangsan") => $"member:{Corp}/{userId}";

    /// <summary>A call of a SaaS backend, whatever the answer.</summary>
    public Task<HttpAnswer> PostAsync(string path, object body, string? key = null) =>
        Node.Client.SendJsonAsync(HttpMethod.Post, path, body, key ?? Key);

    private async Task SetUpPlatformAsync(Uri sample)
    {
        await Provider.SetUpSuiteAsync(LoginSuite, "login");
        await Provider.AdminAsync(HttpMethod.Put, "redirect-uris", new { uri = new Uri(sample, "/login/done").AbsoluteUri });
        await Provider.AdminAsync(HttpMethod.Put, "redirect-uris", new { uri = new Uri(sample, "/login/own").AbsoluteUri });
        (
            await Host.Admin.SendAsync(
                HttpMethod.Patch,
                $"tenants/{Tenant}",
                new { juzi = new { orgIds = (string[])[Org], corpIds = (string[])[Corp] } }
            )
        ).Expect();
        await Host.Simulator.PutAgentAsync(App);
        await Host.Admin.PutCorpAsync(Tenant, Corp);
        await Host.Admin.PutAgentAsync(Tenant, App);
    }

    private async Task SetUpWecomAsync(Uri sample)
    {
        string[] platform = [Node.BaseAddress.Authority];
        foreach (var suite in (string[])[Suite, LoginSuite, Provider.Template])
        {
            await PutAsync($"suites/{suite}", new { redirectDomains = platform });
        }

        await PutAsync($"providers/{Provider.Corp}", new { redirectDomains = platform });
        await PutAsync(
            $"corps/{Corp}/agents/{App.AgentId}",
            new { redirectDomains = (string[])[Node.BaseAddress.Authority, sample.Authority] }
        );
        await PutAsync(
            $"corps/{Corp}/members/zhangsan",
            new
            {
                name = "张三",
                openUserId = "woZhangsan",
                gender = "1",
                avatar = "http://img.example.com/a.png",
                mobile = "13800000000",
                email = "zhangsan@example.com",
            }
        );
        await PutAsync($"corps/{Corp}/members/lisi", new { name = "李四" });
        await PutAsync($"outsiders/{Outsider}", new { name = "微信用户", externalUserId = External });
        await PutAsync(
            $"juzi/members/{Person}",
            new
            {
                email = "person@example.com",
                orgId = Org,
                corpId = Corp,
                userId = "hosted",
                botId = Bot,
            }
        );
        await PutAsync(
            "juzi/members/uid-stranger",
            new
            {
                orgId = "org-2",
                corpId = Corp,
                userId = "hosted2",
                botId = "bot-2",
            }
        );
    }

    private Task PutAsync(string path, object body) => Host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/{path}", body);
}
